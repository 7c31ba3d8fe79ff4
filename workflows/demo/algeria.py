"""A shop in Algiers."""

from workflows.demo.world import Goods, Town, World, words

_PREFIXES = (
    *(f"5{number}" for number in (40, 41, 42, *range(50, 60), 60, 61, 62)),
    *(f"6{number}" for number in (*range(57, 70), *range(70, 77), *range(90, 100))),
    *(f"7{number}" for number in range(70, 100)),
)

ALGERIA = World(
    country="DZ",
    currency="DZD",
    zone="Africa/Algiers",
    shop="Maison Atlas",
    dial="+213",
    prefixes=_PREFIXES,
    first_names=words(
        "Yasmine Amine Nadia Mohamed Fatima Karim Samira Rachid Khadija Sofiane Imène Walid Meriem Bilal Sabrina "
        "Yacine Houda Nassim Asma Hichem Lynda Farid Rym Mourad Djamila Abdelkader Zineb Tarek Naïma Redouane "
        "Soumia Mehdi Kenza Ilyes Hassiba Lotfi Warda Smaïl Chahinez Fares Ghania Toufik Hanane Omar Dalila "
        "Zakaria Nesrine Abderrahmane Louiza Riad Malika Aymen Sihem Salim Ouarda Ramzi Tassadit Idir"
    ),
    last_names=words(
        "Haddad Benali Boudiaf Mansouri Khelifi Saadi Bouzid Cherif Hamidi Ziani Belkacem Meziane Brahimi Larbi "
        "Ouali Rahmani Touati Benaissa Ferhat Mokrani Bensalem Kaci Djebbar Amrani Yahiaoui Slimani Guerfi Taleb "
        "Bouchareb Laïdi Messaoudi Aït-Ahmed Bendjedid Zerrouki Madani Belaïd Chaoui Lounis Hadj-Ali Bouras "
        "Sahraoui Merabet Dahmani Benchikh Azzouz Kebir Tahar Nouri Ghezali Mebarki"
    ),
    arabic_first=words("محمد فاطمة أحمد خديجة يوسف مريم عبد_القادر سارة كريم نادية حسين أمينة رشيد سمية بلال هدى"),
    arabic_last=words("بن_علي حداد منصوري خليفي سعدي بوزيد شريف زياني بلقاسم مزيان براهيمي رحماني تواتي قاسي"),
    streets=(
        "rue Didouche Mourad",
        "rue Larbi Ben M'hidi",
        "boulevard Krim Belkacem",
        "cité 1er Novembre, bt B",
        "cité 800 logements, bt 14",
        "rue des Frères Bouadou",
        "hai El Badr",
        "rue Hassiba Ben Bouali",
        "lotissement El Feth",
        "cité AADL, tour 7",
        "chemin des Crêtes",
        "rue de l'Indépendance",
        "village Aït Yahia",
        "حي النصر",
        "شارع الاستقلال",
    ),
    towns=(
        Town("Alger Centre", "Alger", "16000", 40000),
        Town("Bab Ezzouar", "Alger", "16311", 40000),
        Town("Hydra", "Alger", "16035", 40000),
        Town("Kouba", "Alger", "16050", 40000),
        Town("Oran", "Oran", "31000", 60000),
        Town("Es Sénia", "Oran", "31100", 60000),
        Town("Constantine", "Constantine", "25000", 60000),
        Town("Annaba", "Annaba", "23000", 65000),
        Town("Blida", "Blida", "09000", 45000),
        Town("Boufarik", "Blida", "09400", 45000),
        Town("Sétif", "Sétif", "19000", 60000),
        Town("El Eulma", "Sétif", "19600", 60000),
        Town("Tizi Ouzou", "Tizi Ouzou", "15000", 50000),
        Town("Azazga", "Tizi Ouzou", "15300", 55000),
        Town("Béjaïa", "Béjaïa", "06000", 55000),
        Town("Akbou", "Béjaïa", "06200", 55000),
        Town("Batna", "Batna", "05000", 60000),
        Town("Tlemcen", "Tlemcen", "13000", 65000),
        Town("Mostaganem", "Mostaganem", "27000", 60000),
        Town("Skikda", "Skikda", "21000", 65000),
        Town("Biskra", "Biskra", "07000", 70000),
        Town("Ouargla", "Ouargla", "30000", 85000),
        Town("Hassi Messaoud", "Ouargla", "30500", 85000),
        Town("Ghardaïa", "Ghardaïa", "47000", 80000),
        Town("Adrar", "Adrar", "01000", 95000),
        Town("Tamanrasset", "Tamanrasset", "11000", 120000),
    ),
    goods=(
        Goods("ARG-100", "Huile d'argan 100 ml", 240000, 900),
        Goods("SAV-NOIR", "Savon noir 250 g", 60000, 1400),
        Goods("RAS-EL", "Ras el hanout 200 g", 75000, 800),
        Goods("PLAT-TAJ", "Plat à tajine peint", 390000, 300),
        Goods("BURN-L", "Burnous laine L", 890000, 120),
        Goods("MONTRE-H", "Montre homme acier", 520000, 260),
        Goods("SAC-CUIR", "Sac à main cuir", 680000, 180),
        Goods("ECOUT-BT", "Écouteurs Bluetooth", 320000, 700),
        Goods("ROB-KAB", "Robe kabyle brodée", 1150000, 90),
        Goods("DATTES-1", "Dattes Deglet Nour 1 kg", 110000),
        Goods("LAMPE-LED", "Lampe LED rechargeable", 195000, 500),
        Goods("عسل-500", "عسل جبلي 500 غ", 350000, 240),
    ),
    scarce=Goods("CAFET-6", "Cafetière italienne 6 tasses", 285000, 3),
)
