"""Cases of the rules: small sites as data, with what a fair reader would say of them. They stand beside the rules and ship with them."""
