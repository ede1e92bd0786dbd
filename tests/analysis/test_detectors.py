"""What the bundled detectors make of short policies, one disclosure at a time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from reviewer.model.review import DisclosureStatus
from reviewer.pipeline import Analyser, Options, load_rulebook, read

if TYPE_CHECKING:
    from collections.abc import Callable


PRESENT: tuple[tuple[str, str], ...] = (
    ("controller_identity", "Acme Gadgets Ltd (hereinafter 'we') runs this online shop."),
    ("controller_identity", "The data controller is Muster Technik GmbH in Cologne."),
    (
        "controller_identity",
        "Orchard Lane Limited, a company with its registered address in Malta.",
    ),
    ("controller_identity", "The shop belongs to Solsken AB (hereinafter 'Solsken') of Malmo."),
    ("controller_identity", "杭州青禾网络科技有限公司(以下简称“我们”)重视您的隐私。"),
    ("controller_identity", "本应用由深圳市星河智能有限公司开发并运营。"),
    ("controller_contact", "For questions about privacy, email us at hello@acme.example.com."),
    ("controller_contact", "You can write to us at 12 Mill Street, Springfield."),
    ("controller_contact", "如有疑问，请发送邮件至 kefu@qinghe.example.cn 与我们联系。"),
    ("controller_contact", "您可以拨打客服电话400-123-4567联系我们。"),
    ("dpo_contact", "You can reach our data protection officer at dpo@acme.example.com."),
    ("dpo_contact", "个人信息保护负责人的联系邮箱为 privacy@qinghe.example.cn。"),
    ("scope", "This policy applies to our website, the Acme app and the Acme camera."),
    ("scope", "本政策适用于青禾App及其网站，不适用于第三方提供的服务。"),
    ("effective_date", "Last updated: March 3, 2025"),
    ("effective_date", "This notice is effective as of 2024-11-05."),
    ("effective_date", "更新日期：2025年3月3日\n生效日期：2025年3月10日"),
    ("effective_date", "Privacy notice, as at 4 May 2021"),
    ("sensitive_data_definition", "Personal data means any information about a living person."),
    ("sensitive_data_definition", "敏感个人信息是指一旦泄露容易危害人身安全的个人信息。"),
    ("data_types", "We collect your name, e-mail address, phone number, birthday and gender."),
    ("data_types", "我们会收集您的姓名、手机号、邮箱、性别和收货地址。"),
    ("sensitive_data", "We do not collect sensitive personal data about you."),
    ("sensitive_data", "您的身份证号码和人脸信息属于个人敏感信息。"),
    ("third_party_sources", "We receive your name from social networks when you log in there."),
    ("third_party_sources", "We do not obtain any data from third parties."),
    ("third_party_sources", "如您使用微信登录，我们会获取您的微信昵称和头像。"),
    ("automatic_collection", "Our servers automatically record your IP address and browser type."),
    ("automatic_collection", "我们会自动收集您的设备型号、IP地址和浏览记录。"),
    (
        "mandatory_optional",
        (
            "You must provide an email to register. "
            "If you do not provide it, we will not be able to create your account."
        ),
    ),
    (
        "mandatory_optional",
        "注册时您需要提供手机号码，这是必要信息。如果您不提供，将无法完成注册。",
    ),
    (
        "permissions",
        (
            "The app needs the camera permission to scan codes. "
            "You can turn off this permission in the settings of your phone."
        ),
    ),
    (
        "permissions",
        "我们申请相机权限，用于扫描二维码。您可以在手机设置中关闭相机权限。",
    ),
    ("cookies", "We use cookies to remember your language."),
    ("cookies", "我们使用Cookie来记住您的登录状态，以便为您简化登录步骤。"),
    (
        "cookie_control",
        "You can delete cookies in your browser. You can also refuse all new cookies there.",
    ),
    ("cookie_control", "To refuse cookies, open the Tools menu of your browser and clear them."),
    ("cookie_control", "您可以清除计算机上保存的所有Cookie。多数浏览器也可以阻止Cookie。"),
    ("cookie_control", "您可以点击浏览器的菜单，进入隐私设置清除Cookie。"),
    ("do_not_track", "We do not respond to Do Not Track signals."),
    ("do_not_track", "We honor Global Privacy Control signals sent by your browser."),
    ("do_not_track", "我们尊重并响应您浏览器发出的Do Not Track请求。"),
    (
        "purposes",
        (
            "We use your data to process orders, to answer your questions, "
            "to prevent fraud and to send you notices about your account."
        ),
    ),
    (
        "purposes",
        "我们使用您的信息用于处理订单、进行身份验证、防范欺诈以及向您发送通知。",
    ),
    ("legal_basis", "The legal basis of this processing is your consent."),
    ("legal_basis", "We process these data on the basis of our legitimate interests."),
    ("legal_basis", "我们在征得您的同意后收集您的个人信息。"),
    (
        "consent_exceptions",
        (
            "No consent is required where the data concern national security, public health, "
            "a criminal investigation or the performance of a contract."
        ),
    ),
    (
        "consent_exceptions",
        (
            "以下情形无需征得您的同意：与国家安全有关；与公共卫生有关；与犯罪侦查有关；"
            "订立、履行合同所必需。"
        ),
    ),
    ("new_purpose_consent", "Before using data for a new purpose we will ask for your consent."),
    ("new_purpose_consent", "如将信息用于其他目的，我们会再次征得您的同意。"),
    (
        "direct_marketing",
        "We may send you a newsletter. You can unsubscribe at any time with the link in it.",
    ),
    ("direct_marketing", "We will never use your number for marketing."),
    ("direct_marketing", "我们可能向您发送促销短信，您可以回复T退订。"),
    (
        "automated_decision",
        "We do not make automated decisions about you.",
    ),
    ("automated_decision", "You can turn off personalised recommendations in the app."),
    ("automated_decision", "您可以在设置中关闭个性化推荐。"),
    ("recipients", "We share data with payment processors and shipping companies."),
    ("recipients", "We do not share your personal information with third parties."),
    ("recipients", "我们会与物流公司和支付机构共享您的订单信息。"),
    (
        "sharing_purpose",
        (
            "We share your address with carriers in order to deliver parcels. "
            "Payment providers receive your card number to process payments on our behalf."
        ),
    ),
    (
        "sharing_purpose",
        "我们与物流服务商共享收货地址，以便完成配送。为实现支付目的，我们将订单号提供给支付机构。",
    ),
    ("third_party_sdk", "The Firebase SDK collects the device model and crash logs."),
    ("third_party_sdk", "我们接入了极光推送SDK，该SDK会收集设备标识信息。"),
    (
        "processor_obligations",
        "Our service providers are bound by contract to keep the data confidential.",
    ),
    ("processor_obligations", "我们与受托方签订保密协议，其不得将信息用于其他用途。"),
    ("business_transfer", "In a merger or acquisition your data may pass to the new owner."),
    ("business_transfer", "如发生合并、收购或破产，个人信息将随之转移。"),
    ("legal_disclosure", "We may disclose your data if a court order obliges us to."),
    ("legal_disclosure", "应司法机关要求，我们可能披露您的个人信息。"),
    ("public_disclosure", "We never make your data public without your consent."),
    ("public_disclosure", "未经您单独同意，我们不会公开披露您的个人信息。"),
    ("sale", "We do not sell your personal information."),
    ("sale", "我们不会出售您的个人信息。"),
    ("retention_period", "We keep your order records for five years."),
    ("retention_period", "We retain your data as long as your account is active."),
    ("retention_period", "我们保存您的日志信息六个月。"),
    ("retention_period", "我们会保存您的个人信息直至您注销账号。"),
    ("end_of_retention", "After that period we delete or anonymise your data."),
    ("end_of_retention", "超出保存期限后，我们将删除您的个人信息或作匿名化处理。"),
    ("storage_location", "Your data is stored on servers in Germany."),
    ("storage_location", "您的个人信息存储于中华人民共和国境内。"),
    ("cross_border", "We transfer your data to countries outside the European Economic Area."),
    ("cross_border", "We do not transfer your data outside your country."),
    ("cross_border", "我们不会向境外提供您的个人信息。"),
    (
        "cross_border_safeguards",
        "Transfers are protected by the standard contractual clauses of the Commission.",
    ),
    ("cross_border_safeguards", "向境外提供个人信息前，我们会取得您的单独同意。"),
    ("security_measures", "We encrypt all traffic and restrict access to trained employees."),
    ("security_measures", "我们采用加密技术和访问控制机制保护您的个人信息。"),
    ("security_certification", "Our data centre is certified under ISO 27001."),
    ("security_certification", "我们的系统通过了网络安全等级保护三级测评。"),
    ("breach_notification", "If a data breach occurs, we will notify you by e-mail."),
    ("breach_notification", "发生个人信息安全事件后，我们会以邮件方式告知您。"),
    ("right_access", "You have the right to access your personal data."),
    ("right_access", "您有权查阅、复制您的个人信息。"),
    ("right_rectification", "You may ask us to correct inaccurate data."),
    ("right_rectification", "您有权要求我们更正、补充您的个人信息。"),
    ("right_erasure", "You have the right to have your personal data deleted."),
    ("right_erasure", "您可以请求我们删除您的个人信息。"),
    ("right_access", "你有权查阅、复制你的个人信息。"),
    ("sharing_purpose", "物流服务商获得收货地址，以便为你送货；支付机构获得订单号，用于完成支付。"),
    ("right_portability", "You may receive your data in a machine-readable format."),
    ("right_portability", "您有权请求将个人信息转移至您指定的其他个人信息处理者。"),
    (
        "right_object_restrict",
        "You have the right to object to the processing and to restrict processing.",
    ),
    ("right_object_restrict", "您有权限制或者拒绝我们处理您的个人信息。"),
    ("withdraw_consent", "You can withdraw your consent by e-mail or in the settings."),
    ("withdraw_consent", "您可以在设置中关闭权限，撤回授权同意。"),
    (
        "account_cancellation",
        (
            "You can delete your account in the settings of the app. "
            "After you delete your account, all your data will be erased."
        ),
    ),
    (
        "account_cancellation",
        "您可以通过“我的-设置-注销账号”申请注销。注销后，我们将删除您的个人信息。",
    ),
    (
        "rights_procedure",
        "To exercise your rights, send us an e-mail. We will verify your identity first.",
    ),
    (
        "rights_procedure",
        "您可以通过客服邮箱提出请求以行使上述权利。我们可能需要先验证您的身份。",
    ),
    ("response_time", "We will respond to your request within 30 days."),
    ("response_time", "我们将在十五个工作日内答复您的请求。"),
    (
        "complaint_authority",
        "You have the right to lodge a complaint with a supervisory authority.",
    ),
    ("complaint_authority", "您还可以向网信、公安等监管部门投诉或举报。"),
    ("minors_policy", "We do not knowingly collect data from children."),
    ("minors_policy", "对未成年人的个人信息，我们另设保护规则。"),
    ("minors_age", "Our service is not meant for persons under the age of 13."),
    ("minors_age", "若您未满十四周岁，请不要使用本应用。"),
    ("parental_consent", "Minors may only register with the consent of a parent or guardian."),
    ("parental_consent", "处理儿童个人信息前，我们会征得其监护人的同意。"),
    (
        "change_notice",
        "When we change this policy, we will notify you by e-mail or post the new version here.",
    ),
    ("change_notice", "本政策变更后，我们会通过弹窗或站内信通知您。"),
    (
        "sensitive_data_definition",
        'By "personal data" we mean little: "Personal data" generally means your name.',
    ),
    ("security_certification", "我们的系统已通过安全保护等级（三级）认证。"),
    ("controller_identity", "本应用由晨光语言研究所，以下简称“我们”，编写。"),
    (
        "complaint_authority",
        "You may lodge a complaint with the data protection agency of your country.",
    ),
    (
        "end_of_retention",
        (
            "Where we have no further need of your data, we will anonymise it so that it can no "
            "longer be linked to you."
        ),
    ),
    ("security_certification", "每年由外部独立第三方做一次安全测评。"),
    ("new_purpose_consent", "新增的功能若要收集通讯录，会先征得您的同意。"),
    ("cross_border_safeguards", "向境外传输您的信息时，我们会进行安全影响评估。"),
    ("third_party_sdk", "Visits are counted by third-party tools such as Google Analytics."),
    (
        "change_reconsent",
        "We will not reduce your rights under this policy without your explicit consent.",
    ),
    ("change_reconsent", "未经您明确同意，我们不会削减您依据本政策所享有的权利。"),
    ("change_reconsent", "只有在你点击同意后，我们才会按照更新后的政策处理信息。"),
    ("dispute_resolution", "This policy is governed by the laws of Singapore."),
    ("dispute_resolution", "因本政策产生的争议，可向有管辖权的人民法院提起诉讼。"),
    (
        "cessation",
        "If we cease operations, we will stop collecting your data and delete what we hold.",
    ),
    ("cessation", "如我们停止运营，将及时通知您并删除所持有的个人信息。"),
    (
        "scope",
        "We explain the collection of personal data when using this website and the Lamplight app.",
    ),
    ("retention_period", "账号有效期内，订单会一直保存。"),
    ("change_reconsent", "政策更新后若要用到通讯录，我们仍会再次以显著方式征求您的同意。"),
    (
        "consent_exceptions",
        "除以下情形外，未经您同意，我们不会向他人提供您的信息：履行法院命令；维护公共安全；保护用户的生命和财产。",
    ),
    ("new_purpose_consent", "若在这些场景之外用到您的照片，我们会重新征得您的同意。"),
    ("breach_notification", "发现泄露的可能时，我们会采取补救措施并告知用户。"),
    ("dpo_contact", "您可以联系我们：个人信息保护电子邮箱 hello@lamps.example"),
    (
        "cross_border_safeguards",
        "Should overseas transfer be needed, we ask for your separate authorization.",
    ),
    ("retention_period", "我们依据《网络安全法》规定的期限保存日志。"),
    ("retention_period", "日志保存 六 个月。"),
    ("sensitive_data_definition", "您的病历可能被认为是敏感个人信息。"),
    ("cross_border", "We may transfer the measurements to an international organisation."),
    ("controller_identity", "We bake bread.\n\nSunnyday Bakers LLC\n"),
    ("controller_identity", "We bake bread.\n\nSunnyday Holdings Limited\n"),
    ("controller_identity", "我们烤面包。\n\n晴日面包有限责任公司\n"),
    ("effective_date", "We bake bread.\n\n4th of May 2021\n"),
    ("effective_date", "We bake bread.\n\nMay 14, 2021\n"),
    ("effective_date", "我们烤面包。\n\n2021年5月4日\n"),
    (
        "right_access",
        "You have the right to receive information free of charge about the data that we keep.",
    ),
    ("automated_decision", "我们为您推荐菜谱。不愿将信息用于广告的，可要求我们停止。"),
)

PARTIAL: tuple[tuple[str, str], ...] = (
    ("controller_identity", "Sunnyday respects the people who trust us with their data."),
    ("controller_identity", "我们重视您的隐私。"),
    ("controller_identity", "We bake bread.\n\nOur liability is limited.\n"),
    ("controller_identity", "Hill Post Ltd, which delivers our letters, sees your address."),
    ("controller_identity", "Our page has a plugin of the social network Facebook Inc."),
    ("controller_identity", "我们把快递单交给合作的飞燕物流有限公司。"),
    ("controller_contact", "If you have questions, please contact us."),
    ("controller_contact", "如有疑问，请联系客服。"),
    ("dpo_contact", "We have appointed a data protection officer."),
    ("dpo_contact", "我们设立了个人信息保护专职部门。"),
    ("scope", "By using our services you accept this policy."),
    ("scope", "本政策适用于我们的所有服务。"),
    ("effective_date", "Last updated: see the date of the file."),
    ("effective_date", "生效日期：以公布为准。"),
    ("effective_date", "We bake bread.\n\nMay 2020\n"),
    ("effective_date", "我们烤面包。\n\n2021年5月\n"),
    (
        "new_purpose_consent",
        (
            "New customers get mail from partners who use their data only with their consent. "
            "Should there be another purpose, we will inform you."
        ),
    ),
    ("cessation", "We may alter the rules of this app or stop offering it."),
    ("sensitive_data_definition", "Some of it is sensitive personal information."),
    ("sensitive_data_definition", "其中部分属于敏感个人信息。"),
    ("data_types", "We collect information when you use our service."),
    ("data_types", "我们会收集您使用服务时产生的信息。"),
    ("sensitive_data", "We collect your passport and your fingerprint."),
    ("sensitive_data", "我们会收集您的身份证号和指纹。"),
    ("third_party_sources", "We may receive information from our partners."),
    ("third_party_sources", "我们可能从合作伙伴处获得信息。"),
    ("automatic_collection", "Some information is collected automatically."),
    ("automatic_collection", "系统会自动收集部分内容。"),
    ("mandatory_optional", "You must provide an email to register."),
    ("mandatory_optional", "注册时您需要提供手机号码。"),
    ("permissions", "The app asks for the camera permission."),
    ("permissions", "应用会申请相机权限。"),
    ("cookies", "Cookies."),
    ("cookies", "网站有Cookie。"),
    ("cookie_control", "See the settings of your browser."),
    ("cookie_control", "You can delete or block cookies."),
    ("cookie_control", "我们使用Cookie。您可以通过设置来关闭上述技术。"),
    ("cookie_control", "请参见浏览器的设置。"),
    ("do_not_track", "Do Not Track is a feature of browsers."),
    ("do_not_track", "浏览器有Do Not Track功能。"),
    ("purposes", "We use the information to improve our service."),
    ("purposes", "我们使用信息改善服务。"),
    ("legal_basis", "We process information lawfully."),
    ("legal_basis", "我们依法处理信息。"),
    ("consent_exceptions", "Data may be used without your consent as the law permits."),
    ("consent_exceptions", "法律法规规定的其他情形无需征得同意。"),
    ("new_purpose_consent", "If there is a new purpose, we will inform you."),
    ("new_purpose_consent", "如用于其他目的，我们会通知您。"),
    ("direct_marketing", "We use your address for marketing."),
    ("direct_marketing", "我们会将您的信息用于营销。"),
    ("automated_decision", "We show personalised content."),
    ("automated_decision", "我们提供个性化服务。"),
    ("recipients", "We share data with third parties and partners."),
    ("recipients", "我们会与第三方共享信息。"),
    ("sharing_purpose", "We share data with partners for business purposes."),
    ("sharing_purpose", "我们仅出于必要目的共享您的信息。"),
    ("third_party_sdk", "The app may contain an SDK."),
    ("third_party_sdk", "应用可能接入SDK。"),
    ("processor_obligations", "We ask our partners to respect your privacy."),
    ("processor_obligations", "我们建议合作方采取措施保护信息。"),
    ("business_transfer", "This agreement binds our successors."),
    ("business_transfer", "本政策对承继方有效。"),
    ("legal_disclosure", "We comply with all applicable laws."),
    ("legal_disclosure", "我们遵守法律法规。"),
    ("public_disclosure", "Profile data may appear on a message board."),
    ("public_disclosure", "部分内容会公开。"),
    ("sale", "We do not sell data in the traditional sense."),
    ("sale", "我们不会进行传统意义上的信息出售。"),
    ("sale", "We do not knowingly sell the data of children under 16."),
    ("retention_period", "We keep your data only as long as necessary."),
    ("retention_period", "我们仅在必要期限内保存您的信息。"),
    ("end_of_retention", "We delete personal data in our archives."),
    ("end_of_retention", "您清空相册后，备份系统会在更新时删除照片。"),
    ("end_of_retention", "我们会安全地删除所保存的个人信息。"),
    ("storage_location", "Your data is stored on our servers."),
    ("storage_location", "您的信息保存在我们的服务器上。"),
    ("cross_border", "We are a global company with servers worldwide."),
    ("cross_border", "您的信息存储于中国境内。"),
    ("cross_border_safeguards", "Data sent abroad enjoys adequate safeguards."),
    ("cross_border_safeguards", "我们向境外传输信息时会依法采取保护措施。"),
    ("security_measures", "We take administrative and physical security measures."),
    ("cross_border_safeguards", "传往境外的信息会得到与境内足够同等的保护。"),
    ("security_measures", "We take reasonable measures to protect your data."),
    ("security_measures", "我们采取合理的安全措施。"),
    ("security_certification", "Our security measures protect your data by an industry framework."),
    ("security_certification", "安全措施符合主管机关要求的标准，用来保护您的信息。"),
    (
        "response_time",
        "You have the right to access your data, which we grant within statutory time frames.",
    ),
    ("security_certification", "We use industry standard security measures."),
    ("security_certification", "我们采用符合业界标准的安全防护措施。"),
    ("breach_notification", "We have an incident response plan."),
    ("breach_notification", "我们制定了网络安全应急预案。"),
    ("right_access", "You can view your account page."),
    ("right_access", "您可在个人中心浏览账号资料。"),
    ("right_rectification", "You can edit your profile."),
    ("right_rectification", "可在页面编辑头像和修改昵称。"),
    ("right_erasure", "You can close your account."),
    ("right_erasure", "支持账号注销。"),
    ("right_portability", "You can get a copy of your personal data."),
    ("right_portability", "您可以获取个人信息副本。"),
    ("right_object_restrict", "You have the right to object to the processing."),
    ("right_object_restrict", "您可以退订营销短信。"),
    ("withdraw_consent", "You may withdraw your consent."),
    ("withdraw_consent", "您有权撤回同意。"),
    ("account_cancellation", "You can delete your account in the settings of the app."),
    ("account_cancellation", "您可以在设置中申请注销账号。"),
    ("rights_procedure", "To exercise your rights, send us an e-mail."),
    ("rights_procedure", "您可以通过客服邮箱行使上述权利。"),
    ("response_time", "We will respond to your request as soon as possible."),
    ("response_time", "我们会尽快答复您的请求。"),
    ("complaint_authority", "You may have other legal remedies."),
    ("complaint_authority", "您可以依法维权。"),
    ("minors_policy", "Sensitive data includes the data of minors."),
    ("minors_policy", "敏感个人信息包括未成年人的信息。"),
    ("minors_age", "We do not knowingly collect data from children."),
    ("minors_age", "我们重视未成年人个人信息的保护。"),
    ("parental_consent", "Children should read this policy together with their parents."),
    ("parental_consent", "请未成年人在监护人的陪同下阅读本政策。"),
    ("change_notice", "We may change this policy."),
    ("change_notice", "我们可能修改本政策。"),
    (
        "change_reconsent",
        "If you continue to use the service after the change, you accept the new policy.",
    ),
    ("change_reconsent", "本政策更新后您继续使用服务，即视为同意更新后的政策。"),
    ("dispute_resolution", "Any dispute should be settled amicably by negotiation."),
    ("dispute_resolution", "因本政策产生的争议，双方应友好协商。"),
    ("cessation", "We may discontinue our service at any time."),
    ("cessation", "我们可能停止运营。"),
    ("cessation", "如果有一天我们不再向您提供相关服务，您可以要求删除账号。"),
    ("cessation", "We reserve the right to stop offering this app."),
    ("storage_location", "Your data may be maintained on computers in other countries than yours."),
    (
        "change_reconsent",
        "This policy changes; you agree to be bound by it as amended from time to time.",
    ),
    ("right_object_restrict", "Tick the box if you do not want to get our newsletter."),
    ("right_object_restrict", "您可以在首页退出个性化推荐。"),
    (
        "right_object_restrict",
        "You may choose to stop receiving marketing messages; a browser can limit cookies.",
    ),
    (
        "retention_period",
        "Measurements are erased as soon as the purpose of the test is fulfilled.",
    ),
    ("retention_period", "收集目的已经实现的，我们会删除录音。"),
    (
        "consent_exceptions",
        "We disclose nothing about you without your permission or a court order.",
    ),
    ("mandatory_optional", "We need some personal data to be able to send the parcel."),
    ("change_notice", "Now and then we have to adapt this privacy notice."),
    ("change_notice", "本政策可能修订，修订后恕不另行通知。"),
    ("change_notice", "We may change this policy without further notice."),
    ("permissions", "拍照搜图会用到相机权限；如不授权相机权限，将无法拍照搜图。"),
    ("cross_border", "我们的供应商可能并非位于您所在的法域，会收到您的订单。"),
    ("end_of_retention", "We erase data on request, provided it is no longer required by tax law."),
    (
        "new_purpose_consent",
        "我们会与关联公司共享您的订单，关联公司改变个人信息处理目的时，会再次征求您的同意。",
    ),
    ("new_purpose_consent", "本政策的重大变更包括：服务模式发生变化，如处理个人信息的目的。"),
    ("cessation", "You can ask for erasure if we no longer offer you our services."),
    ("rights_procedure", "You have the right to revise your personal data after logging in."),
    (
        "mandatory_optional",
        "Failure to give your address may result in our inability to provide the lamps.",
    ),
    ("security_certification", "我们按业界成熟的安全标准采取安全措施，保护您的信息不被泄露。"),
    ("retention_period", "我们仅在必要期限内保存信息，超出保存期限后，根据法律的要求删除。"),
)

ABSENT: tuple[tuple[str, str], ...] = (
    ("dpo_contact", "For questions about an order, email us at shop@acme.example.com."),
    ("do_not_track", "We track the delivery of your parcel."),
    ("sale", "The contract of sale ends when the parcel arrives."),
    ("storage_location", "Contact us if you have questions about what we process."),
    ("cross_border", "We process orders within two days."),
    ("security_certification", "We work with trusted partners."),
    ("breach_notification", "We protect information from unauthorized access."),
    ("response_time", "We keep your data for 30 days."),
    ("dispute_resolution", "We disclose data if a court order obliges us to."),
    ("cessation", "You can stop receiving the newsletter."),
    ("change_reconsent", "Parents must give their consent before a child registers."),
    ("right_rectification", "Hackers may steal or modify your information."),
    ("minors_policy", "We collect your name and your email address."),
    ("third_party_sdk", "我们会收集您的姓名和邮箱。"),
    ("cookies", "照片存储在手机的本地存储中。"),
    ("cessation", "您可以随时停止使用本应用。"),
    ("response_time", "我们保存您的日志信息六个月。"),
    ("direct_marketing", "我们会收集您的姓名和邮箱。"),
    ("dispute_resolution", "在适用法律允许的范围内，我们不承担责任。"),
    ("account_cancellation", "您可以修改您的昵称。"),
    (
        "breach_notification",
        "We cannot guarantee that there will be no breach, nor how we respond to one.",
    ),
    ("automated_decision", "你可依照自己的偏好管理或清除Cookie。"),
    ("sale", "办理售后时，出售方会核对您的个人信息。"),
    ("storage_location", "法律有强制的保留要求的除外，如《中华人民共和国会计法》。"),
    ("cookie_control", "您可以跳转至浏览器删除帐号。"),
    ("right_portability", "本站文章可浏览、复制，副本不得提供给第三方。"),
    ("response_time", "我们会及时处理游戏时长，以防沉迷。"),
    ("account_cancellation", "To stop this, log out of your Facebook account."),
    ("right_rectification", "Cookie的接受程度可以修改。"),
    ("right_rectification", "对本政策进行修改时，以新版为准。"),
    ("dispute_resolution", "犯罪侦查和审判所需、由法院调取起诉材料的；"),
    ("security_certification", "依国家标准，这些场合无需您同意："),
    ("sensitive_data_definition", "您可在“个人信息”页面查看昵称。"),
    ("mandatory_optional", "我们遵循的有公开透明原则、选择同意原则。"),
    ("storage_location", "Each cookie is stored locally in the folder of your browser."),
    (
        "third_party_sources",
        "Its maker keeps that: we do not receive any information about clicks.",
    ),
    (
        "cross_border",
        "Orchard Lane Limited, a company incorporated in Singapore, owns offices in Singapore.",
    ),
    ("effective_date", "我们会在夜间时段限制未成年人登录。"),
    ("retention_period", "聊天内容随账号存储在服务器。"),
    (
        "mandatory_optional",
        "If you do not open an account, we will delete your data and then no longer have it.",
    ),
    ("retention_period", "四、如何存储您的信息 五、未成年人条款"),
    ("response_time", "办理业务时，我们会读取位置以便查询天气。"),
    ("response_time", "我们会收集您对他人评论作出的回应以及日志。"),
    ("sale", "账号只归注册人使用，禁止赠与、借用或售卖。"),
    ("effective_date", "2019-2024 Lamps 版权声明"),
    ("breach_notification", "因黑客攻击导致的信息泄露，我们不承担相应的责任。"),
    (
        "cross_border",
        "Lamp Company International may forward your data to a trusted courier to be processed.",
    ),
    ("right_object_restrict", "Lamp Company Limited will use your data for these ends:"),
    (
        "complaint_authority",
        "You have the right to an explanation, and we will provide fair remedies.",
    ),
    ("processor_obligations", "这些第三方的Cookie不受本政策约束，由其自行承担责任。"),
    ("right_rectification", "我们将在修改生效前以邮件通知您，您可以停止使用。"),
)


@pytest.fixture(scope="module")
def decide() -> Callable[[str, str], str]:
    """The status of a disclosure in a text."""
    analyser = Analyser(load_rulebook())
    options = Options(as_of=date(2026, 11, 21))

    def status(disclosure: str, text: str) -> str:
        analysis = analyser.analyse(read(text.encode(), "policy.txt"), options)
        return next(one for one in analysis.disclosures if one.id == disclosure).status

    return status


@pytest.mark.parametrize(("disclosure", "text"), PRESENT)
def test_that_it_is_present(decide: Callable[[str, str], str], disclosure: str, text: str) -> None:
    assert decide(disclosure, text) == DisclosureStatus.PRESENT


@pytest.mark.parametrize(("disclosure", "text"), PARTIAL)
def test_that_it_is_partly_present(
    decide: Callable[[str, str], str], disclosure: str, text: str
) -> None:
    assert decide(disclosure, text) == DisclosureStatus.PARTIAL


@pytest.mark.parametrize(("disclosure", "text"), ABSENT)
def test_that_it_is_absent(decide: Callable[[str, str], str], disclosure: str, text: str) -> None:
    assert decide(disclosure, text) == DisclosureStatus.ABSENT


def test_that_every_codebook_disclosure_is_decided_and_tested_in_both_languages() -> None:
    codebook = {one.id for one in load_rulebook().disclosures if one.origin == "codebook"}
    decided = {one.id for one in load_rulebook().disclosures if one.detector}
    english = {disclosure for disclosure, text in PRESENT if text.isascii()}
    chinese = {disclosure for disclosure, text in PRESENT if not text.isascii()}
    assert codebook <= decided
    assert english == chinese == codebook
