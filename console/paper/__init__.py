"""Papers of the warehouse as PDF: label, packing slip, pick list, manifest. No screen is known here."""
