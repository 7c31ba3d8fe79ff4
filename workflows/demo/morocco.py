"""A shop in Casablanca."""

from workflows.demo.world import Goods, Town, World, words

MOROCCO = World(
    country="MA",
    currency="MAD",
    zone="Africa/Casablanca",
    shop="Dar Zellige",
    dial="+212",
    prefixes=tuple(f"6{number:02d}" for number in (*range(80), 80, 81, 90, 91, 92, 93)),
    first_names=words(
        "Fatima-Zahra Youssef Salma Mehdi Khadija Hamza Imane Anas Zineb Ayoub Hajar Omar Meryem Soufiane Ghita "
        "Reda Nawal Achraf Loubna Driss Siham Badr Karima Tarik Sanae Othmane Houda Ismail Rajae Abdellah Ikram "
        "Noureddine Latifa Mustapha Wafae Zakaria Btissam Jawad Naima Hicham Samira Rachid Asmae Yassine"
    ),
    last_names=words(
        "Alaoui Bennani El-Idrissi Tazi Berrada Chraïbi Lahlou Amrani Benjelloun Fassi Kettani El-Mansouri Sqalli "
        "Ouazzani Belhaj Naciri Filali Chaoui Zniber Bensouda Hajji Rami Mernissi Tahiri Jebari Bouhaddou Ait-Taleb "
        "Lamrani Skalli Bouzidi Cherkaoui El-Ghazali Mouline Saïdi Zerouali Benkirane Daoudi El-Khattabi"
    ),
    arabic_first=words("محمد فاطمة_الزهراء يوسف خديجة حمزة سلمى أيوب زينب عمر مريم رضا هاجر إدريس كريمة"),
    arabic_last=words("العلوي بناني الإدريسي التازي برادة الشرايبي المنصوري الفاسي القطاني الوزاني الناصري"),
    streets=(
        "boulevard Mohammed V",
        "avenue Hassan II",
        "rue Ibn Batouta",
        "hay Mohammadi, rue 12",
        "résidence Al Amal, imm. 4",
        "derb Sultan",
        "quartier Guéliz",
        "lotissement Al Wifaq",
        "rue Moulay Youssef",
        "hay Salam, bloc C",
        "شارع محمد الخامس",
        "حي السلام",
    ),
    towns=(
        Town("Casablanca", "Casablanca-Settat", "20000", 2000),
        Town("Mohammedia", "Casablanca-Settat", "28800", 2500),
        Town("Rabat", "Rabat-Salé-Kénitra", "10000", 2500),
        Town("Salé", "Rabat-Salé-Kénitra", "11000", 2500),
        Town("Kénitra", "Rabat-Salé-Kénitra", "14000", 3000),
        Town("Marrakech", "Marrakech-Safi", "40000", 3500),
        Town("Safi", "Marrakech-Safi", "46000", 3500),
        Town("Fès", "Fès-Meknès", "30000", 3500),
        Town("Meknès", "Fès-Meknès", "50000", 3500),
        Town("Tanger", "Tanger-Tétouan-Al Hoceïma", "90000", 3500),
        Town("Tétouan", "Tanger-Tétouan-Al Hoceïma", "93000", 3500),
        Town("Agadir", "Souss-Massa", "80000", 4000),
        Town("Oujda", "Oriental", "60000", 4500),
        Town("Nador", "Oriental", "62000", 4500),
        Town("Béni Mellal", "Béni Mellal-Khénifra", "23000", 4000),
        Town("Ouarzazate", "Drâa-Tafilalet", "45000", 4500),
        Town("Laâyoune", "Laâyoune-Sakia El Hamra", "70000", 5500),
    ),
    goods=(
        Goods("ARG-100", "Huile d'argan 100 ml", 14900, 900),
        Goods("SAV-BELDI", "Savon beldi 250 g", 4900, 1400),
        Goods("BABOU-40", "Babouches cuir", 19900, 300),
        Goods("THEIERE", "Théière marocaine", 24900, 220),
        Goods("TAPIS-ZEM", "Tapis Zemmour 120×180", 89900, 60),
        Goods("CAFTAN-M", "Caftan brodé M", 74900, 80),
        Goods("ECOUT-BT", "Écouteurs Bluetooth", 17900, 700),
        Goods("POUF-CUIR", "Pouf en cuir", 39900, 140),
        Goods("EPICES-6", "Coffret six épices", 12900),
        Goods("MONTRE-F", "Montre femme dorée", 29900, 260),
        Goods("عسل-500", "عسل السدر 500 غ", 22900, 240),
    ),
    scarce=Goods("PLAT-FES", "Plat en zellige de Fès", 34900, 3),
)
