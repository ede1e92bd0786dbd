"""The vocabulary of the program: frozen values, standard library only."""
