"""Working days in the five systems, told in their own words from the first order to the last cash."""
