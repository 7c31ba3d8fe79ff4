"""What other systems assert of the same matters, as cases of our own where our rule is the same.

Facts from the manuals and tests of Vicidial, gocommerce and Razorpay, restated; no text of theirs is here.
"""
