import java.io.File;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

/** Prints a line for each broken rule of each file; nothing for files that are sound. */
class Validate {
    private static final Map<String, String> PROFILES = Map.of("3a", "PDFA-3A", "ua1", "PDFUA-1");

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : files) {
            for (String flavour : new String[] {"3a", "ua1"}) {
                for (String line : broken(new File(file), flavour).values()) {
                    System.out.println(file + ": " + flavour + " " + line);
                }
            }
        }
        System.out.println("validated " + files.length);
    }

    private static Map<String, String> broken(File file, String flavour) throws Exception {
        String place = "org/verapdf/pdfa/validation/" + PROFILES.get(flavour) + ".xml";
        Map<String, String> found = new TreeMap<>();
        try (InputStream stream = Validate.class.getClassLoader().getResourceAsStream(place);
                PDFAParser parser =
                        Foundries.defaultInstance()
                                .createParser(file, PDFAFlavour.fromString(flavour))) {
            ValidationProfile profile = Profiles.profileFromXml(stream);
            ValidationResult result =
                    ValidatorFactory.createValidator(profile, false).validate(parser);
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                    found.putIfAbsent(
                            rule,
                            rule + " " + each.getMessage() + " at " + each.getLocation().getContext());
                }
            }
            if (!result.isCompliant() && found.isEmpty()) {
                found.put("", "is not compliant");
            }
        }
        return found;
    }
}
