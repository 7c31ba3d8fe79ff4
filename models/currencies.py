"""Exponents of currencies: how many digits stand behind the decimal mark.

Our own table, because the published ones disagree: CLDR gives IQD and LBP 0 digits, ISO 4217 gives them 3
and 2. Money is stored in whole minor units, so a wrong exponent would be wrong by a factor of a thousand.
Where the two differ ISO 4217 is followed, since that is what payment providers use.
"""

EXPONENTS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
    **dict.fromkeys(
        "AED AFN ALL AMD AOA ARS AUD AZN BAM BDT BGN BOB BRL BWP BYN CAD CDF CHF CNY COP CRC CVE CZK DKK DOP DZD EGP "
        "ERN ETB EUR GBP GEL GHS GMD GTQ HKD HNL HUF IDR ILS INR IRR JMD KES KGS KHR KZT LAK LBP LKR LRD LSL MAD MDL "
        "MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PHP PKR PLN QAR RON RSD RUB "
        "SAR SCR SDG SEK SGD SLE SOS SRD SSP SYP SZL THB TJS TMT TRY TTD TWD TZS UAH USD UYU UZS VES YER ZAR ZMW".split(),
        2,
    ),
}


def exponent(currency: str) -> int:
    """Digits after the decimal mark of an ISO 4217 code; ValueError with a sentence when it is unknown."""
    try:
        return EXPONENTS[currency.upper()]
    except KeyError:
        raise ValueError(
            f"{currency!r} is not a currency code codesk knows; use an ISO 4217 code such as DZD"
        ) from None
