"""Given names that are one name in many spellings, and those of one family.

A line is a name: its spellings, then after a bar its short and sister forms.
Spellings share a key. Forms are only a suggestion. Two known names of no common
family are two people, however alike they look: Marat and Murat.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from archive.names import sounds
from archive.names.romanising import omits_vowels as _omits_vowels

_NAMES = """
muhamad mohammad mohamed mohammed muhammad muhammed mohamad محمد | mehmet mehmed magomed mamadou mohand
mahmud mahmoud mahmood محمود | makhmud mahmut
ahmad ahmed ahmad احمد أحمد | ahmet akhmad akhmed
hamid حميد حمید | khamid
hamed حامد | hamad
hamdi حمدي
hamza حمزة | khamza
hasan hassan حسن | khasan khassan asan
husein hussein hossein hussain hosein husain حسين حسین | khusein khussein huseyin hüseyin usen
khaled khalid خالد | halid haled
khalil خليل خلیل | halil
said saeed سعيد سعید | sait
saad saad سعد
sayed سيد سید
yusuf youssef yousef yusef yousuf يوسف یوسف | yusup zhusup joseph iosif josef
ibrahim ebrahim ibraheem ابراهيم إبراهيم ابراهیم | ibragim abraham
ismail esmail esmaeil ismael اسماعيل إسماعيل اسماعیل | ismagil
mustafa mostafa moustafa مصطفى مصطفی | mustapha
kamal كمال کمال | kemal
kamil kamel كامل کامل
jamal gamal djamal جمال | cemal zhamal
omar umar عمر | omer ömer
amr amro عمرو
amir ameer امير أمير امیر | emir
amin ameen امين أمين امین | emin
osama usama oussama أسامة اسامة اسامه
usman osman othman عثمان
ali aly علي علی
alireza علیرضا
reza riza رضا
abbas عباس
jafar jaafar jafar جعفر | jafer
naser nasser nasir ناصر
mahdi mehdi مهدي مهدی
fatima fatemeh fatma فاطمة فاطمه
aisha aysha ayesha عائشة
laila leila layla leyla ليلى لیلا
suleiman sulaiman soleiman suleyman سليمان سلیمان | süleyman
tarek tariq tarik tareq طارق
walid waleed oualid وليد
adel adil عادل
mohsen muhsin محسن
majid مجيد مجید
majed ماجد
salem سالم
salim سليم | selim
sharif sherif cherif شريف شریف
hisham hesham هشام
davud dawood daoud davoud davood داوود داود | david dawud
musa mousa moussa موسى موسی
isa eisa issa عيسى عیسی
yahya yehia yahia يحيى یحیی
zahra زهراء زهرا
sara sarah سارة سارا
karim kareem كريم کریم | kerim
rahim raheem رحيم رحیم
rashid rasheed rachid راشد رشيد
nabil nabeel نبيل
samir sameer سمير
nasrin nasreen نسرین
behnam بهنام
farhad فرهاد
ashraf أشرف اشرف
alaa علاء
anwar anwer أنور | anvar
saleh salih صالح
yasser yasir yaser ياسر
bashir bachir بشير
bashar bachar بشار
marat марат
murat mourat мурат | murad mourad
maksat maxat
kairat qairat
erik eric
erlan yerlan
erkin yerkin
erzhan yerzhan
askar asqar asker
askhat ashat
asel assel
aibek aybek
ainur ainour aynur aynor
ainura aynura
aidar aydar
aidos aydos
aigul aygul
aigerim aygerim
aizhan ayzhan
dariga darigha
daniyar daniar
nurlan nourlan
nursultan noursoultan
bolat | bulat boulat
bakyt bakhyt bakhit
bakytzhan bakhytzhan
galym ghalym
timur timour
zhanna janna
zhannat jannat
gulnara goulnara | gulnora
alexander aleksandr aleksander | alejandro alexandre oleksandr oleksander aliaksandr alyaksandr alex sasha sacha alek sander
alexandra aleksandra | sasha oleksandra alex
alexei aleksei alexey aleksey alexej | oleksiy oleksii aliaksei alyaksei lyosha alyosha alexis
andrei andrey andrej | andriy andrii andreas andrew andre
anton | antonio antony anthony
anna | anya ania ann anne hanna ganna
hanna hannah | anna
anastasia anastasiya | nastya anastasiia
artem artyom | tyoma artiom
boris | borys
bogdan | bohdan
vadim | vadym
valery valeri | valeriy valerii
vasily vasili vassili wassili | vasyl vasil
viktor victor | viktar vitya
viktoria victoria | viktoriia
vitaly vitali vitalij | vitalii
vladimir wladimir | volodymyr uladzimir vova volodya wolodymyr
vladislav wladislaw | vladyslav uladzislau vlad
vyacheslav viatcheslav | viacheslav slava
gennady gennadi | hennadii
galina | halyna galya halina
georgy georgi georgij | giorgos georgios giorgi george heorhiy jorge
yuri yury juri youri iouri | yurii
yulia julia iuliia yuliya | yuliia julie
grigory grigori | hryhoriy ryhor grisha gregory
daria darya | dasha dariya
daniel daniil | danylo danila dan danny
denis | denys dzianis dennis
dmitry dmitri dimitri dmitrij | dmytro dzmitry dima mitya dimitris dimitrios
evgeny evgeni yevgeny yevgeni jewgeni eugeny | yevhen yauhen eugene zhenya
evgenia yevgenia | yevheniia zhenya
ekaterina yekaterina jekaterina | kateryna katsiaryna katya katerina catherine katherine
elena yelena jelena | olena lena helen alyona
ivan iwan | vanya ioannis
igor | ihor ihar
ilya ilia ilja ilya | illia
irina | iryna ira irena irene
kirill | kyrylo
konstantin constantin | kostya kostiantyn konstantinos
ksenia xenia ksenya |
larisa larissa | larysa
leonid | leanid
ludmila lyudmila ljudmila | liudmyla lyuda
maxim maksim | maksym max
maria mariya marija | mary marie masha mariia mary maryam miriam mariam
marina | maryna
maryam mariam مريم مریم | maria meryem miriam
mikhail michail mihail mikhael | mykhailo mikhal misha michael mikheil mikail
nadezhda nadejda | nadiia nadia nadya
natalia natalya nataliya natalja natalija | nataliia natasha natali nathalie natalie
nikita | mykyta mikita
nikolai nikolay nikolaj nicolai | mykola mikalai kolya nicholas nikolaos nikos nicolas
oleg | oleh aleh
olga | olha volha olya
pavel pawel | pavlo paval pasha paul
petr pyotr piotr | peter petar petro pedro petros pete pierre
svetlana swetlana | svitlana sviatlana sveta
semyon semen simon
sergei sergey sergej serguei sergueï | serhiy serhii siarhei seryozha serge serzh
sofia sofiya sophia | sonya sofiia
stepan | stefan stephan
stefan stephan | stefano stephen steven stepan
stefanie stephanie
tatiana tatyana tatjana | tetiana tanya tatsiana
fyodor fedor fjodor | fedir theodore
yana | jana
yaroslav jaroslaw jaroslav
giorgos georgios yorgos | georgy george yiorgos
yiannis giannis yannis ioannis gianis | john ivan jean
nikolaos | nikos nikolai nicholas
panagiotis | panos
dimitrios | dimitris dmitry
konstantinos | kostas konstantin
alexis | alexei
john | johnny jon jack ivan johannes sean
joan | joanne
james | jim jimmy
robert | bob bobby rob roberto
richard | dick rick ricardo
william | bill billy will willem guillermo
thomas | tomas tom tommy
michael | mike mikhail michel miguel mick
paul | pavel pablo paolo
patrick | pat paddy
patricia | pat
peter | pete
joseph | josef joe yusuf jose
edward | eduard ed eddie eduardo ted
elizabeth elisabeth | liz beth betty
margaret | maggie peggy
christine | chris
christina kristina | chris
christopher | christoph chris
nicholas | nick nicolas
nicolas nicolás | nick nicholas
matthew | matt matteo
antonio | tony anton
anthony antony | tony antonio
claire | clare clara
sinead sinéad
juan | john
jose josé | pepe joseph
carlos | carl karl
luis | louis
francisco | paco pancho francis
jorge | george
miguel | michael
pablo | paul
pedro | peter
rafael raphael
ruben rubén
mateusz | mateus
lukasz łukasz | lucas lukas
hans | johannes
klaus claus
jurgen jürgen juergen
hüseyin huseyin | husein hussein
ayse ayşe | aisha
andres andrés
jesus jesús
enrique henrique
ramon ramón
lucia lucía
joao joão
markus marcus
"""
# Names of one spelling that look like others.
_ALONE = """
adam ahmet alberto albina alena alfredo alina andrew aram arman armen arslan
aset aslan azamat beatriz berik brian carla carmen clara claudia dana daniela
declan diego dieter dinara eduardo fadel faisal fernando francisca gabriel
gabriela giovanni giuseppe gloria heinz helen hugo isabel javier jonathan
josefa julian julio kevin laura laurent lev luca luisa manuel manuela marcelo
marco margarita mariela mario martin martina mateus matthias mehmet michelle
nelson nina nurali nursulu oksana orlando oscar pascal paula paulo philippe
raul ricardo roberto roman rosa rostislav ruslan sabit sajid sandra saule
sergio serik serzh silvia stanislav stephen susan talgat tanatar taras temir
teresa timofei valentina wolfgang zaid
"""


def in_one_spelling(token: str, *, omits_vowels: bool = False) -> str:
    """The first spelling of a known given name; any other word as it is.

    omits_vowels: it is from a script that does, where amr stands for Omar.
    """
    return _spellings(omits_vowels).get(token, token)


def relation(a: str, b: str) -> bool | None:
    """Whether two known given names are of one family; None for unknown ones."""
    known, other = families(a), families(b)
    return bool(known & other) if known and other else None


def families(token: str) -> frozenset[str]:
    """The names a given name is a form of, itself among them; none if unknown."""
    return _families().get(token, frozenset())


def is_arabic(token: str) -> bool:
    """Whether it is a name of the Arabic and Persian lists above."""
    return token in _arabic()


@dataclass(frozen=True, slots=True)
class _Line:
    spellings: list[str]
    unvowelled: list[str]
    forms: list[str]


@cache
def _lines() -> tuple[_Line, ...]:
    lines = (*_NAMES.strip().splitlines(), *_ALONE.split())
    rows = (line.partition("|") for line in lines)
    return tuple(
        _Line(
            _heard(word for word in spellings.split() if not _omits_vowels(word)),
            _heard(word for word in spellings.split() if _omits_vowels(word)),
            _heard(forms.split()),
        )
        for spellings, _bar, forms in rows
    )


def _heard(written: Iterable[str]) -> list[str]:
    return [token for word in written for token in sounds.heard(word)]


@cache
def _spellings(omits_vowels: bool) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines():
        for token in line.unvowelled if omits_vowels else line.spellings:
            found.setdefault(token, line.spellings[0])
    return found


@cache
def _families() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in _lines():
        for token in (*line.spellings, *line.forms):
            found[in_one_spelling(token)].add(line.spellings[0])
    return {token: frozenset(names) for token, names in found.items()}


@cache
def _arabic() -> frozenset[str]:
    return frozenset(line.spellings[0] for line in _lines() if line.unvowelled)
