/** Words in ascending order; words of one level stand in one string, parted by "/". */
export interface Scale {
  readonly levels: readonly string[];
  /** Distinct values needed, where few of the words could mean something else. @default 2 */
  readonly least?: number;
}

const scale = (text: string, least = 2): Scale => ({ levels: text.split(',').map((level) => level.trim()), least });

/** Scales whose order anyone would give; compared without regard to case, spaces around, hyphens and underscores. */
export const scales: readonly Scale[] = [
  scale('very poor/terrible/very bad, poor/bad, fair, average/ok/okay, good, very good, excellent, outstanding'),
  scale(
    'none/no risk, very low/minimal, low, medium low, medium/moderate/normal/average, medium high, high, very high, extreme/critical',
  ),
  scale(
    'none/no/absent/asymptomatic, minimal, slight, mild, moderate, marked, severe, very severe/critical/life threatening, fatal/death',
    3,
  ),
  scale(
    'xxxs, xxs, xs/extra small/very small, s/small, m/medium/med, l/large, xl/extra large/very large, xxl, xxxl',
    3,
  ),
  scale('tiny, extra small/very small, small, medium, large/big, extra large/very large, huge/giant'),
  scale('short, medium/average, tall'),
  scale('short, medium, long'),
  scale(
    'never, almost never/hardly ever/very rarely, rarely, seldom, occasionally, sometimes, regularly, often, frequently/usually, very often, almost always/nearly always, always',
  ),
  scale(
    'never/none, less than once a year, yearly/annually/once a year, half yearly/semi annually, quarterly, monthly/once a month, biweekly/fortnightly, weekly/once a week, daily/every day/once a day, hourly',
  ),
  scale('not at all, several days, more than half the days, nearly every day'),
  scale(
    'not at all, a little/slightly/a little bit, somewhat, moderately, quite a bit/quite a lot, very/very much/a lot, extremely',
  ),
  scale(
    'strongly disagree/completely disagree, disagree, somewhat disagree/slightly disagree, neutral/neither agree nor disagree/undecided/neither/not sure, somewhat agree/slightly agree, agree, strongly agree/completely agree',
  ),
  scale(
    'very dissatisfied/extremely dissatisfied, dissatisfied/unsatisfied, somewhat dissatisfied, neutral/neither satisfied nor dissatisfied/neither, somewhat satisfied, satisfied, very satisfied/extremely satisfied',
  ),
  scale(
    'very unlikely/extremely unlikely, unlikely, somewhat unlikely, neutral/neither likely nor unlikely, possible, somewhat likely, likely/probable, very likely, extremely likely, certain',
  ),
  scale(
    'not important/unimportant/not at all important, slightly important, somewhat important, moderately important, important, very important, extremely important',
  ),
  scale('very unhappy, unhappy, neutral, happy, very happy'),
  scale(
    'much worse, worse, slightly worse, same/about the same/unchanged/no change, slightly better, better/improved, much better',
  ),
  scale('very negative, negative, neutral, positive, very positive', 3),
  scale('january, february, march, april, may, june, july, august, september, october, november, december'),
  scale('jan, feb, mar, apr, may, jun, jul, aug, sep/sept, oct, nov, dec'),
  scale('monday, tuesday, wednesday, thursday, friday, saturday, sunday'),
  scale('mon, tue/tues, wed, thu/thur/thurs, fri, sat, sun'),
  scale('spring, summer, autumn/fall, winter', 3),
  scale('early morning, morning, noon/midday, afternoon, evening, night, late night', 3),
  scale('first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth'),
  scale('zero, one, two, three, four, five, six, seven, eight, nine, ten', 3),
  scale('i, ii, iii, iv, v, vi, vii, viii, ix, x, xi, xii', 3),
  scale('stage 0, stage i, stage ii, stage iii, stage iv'),
  scale('grade i, grade ii, grade iii, grade iv'),
  scale('class i, class ii, class iii, class iv'),
  scale('bronze, silver, gold, platinum, diamond'),
  scale('free, basic, standard, premium, enterprise'),
  scale('beginner/novice, elementary, intermediate, advanced, expert/proficient/master'),
  scale('intern/trainee, entry level/junior, mid level/mid/middle, senior, lead/staff, principal'),
  scale('lower/bottom, lower middle, middle, upper middle, upper/top', 3),
  scale('poor/low income, lower middle income, middle income, upper middle income, high income', 3),
  scale(
    'infant/baby/newborn, toddler, child, adolescent/teenager/teen, young adult, adult, middle aged, senior/elderly/older adult',
  ),
  scale(
    'severely underweight, underweight/thin, normal/normal weight/healthy weight, overweight, obese/obesity, severely obese/morbidly obese/extremely obese',
  ),
  scale('hypotension, normal, elevated, prehypertension, hypertension, hypertensive crisis'),
  scale('normal, prediabetes/pre diabetes, diabetes'),
  scale('freezing, very cold, cold, cool, mild, warm, hot, very hot', 3),
  scale('very slow, slow, medium/normal/moderate, fast, very fast'),
  scale('sedentary/inactive, lightly active/light, moderately active/moderate, active, very active, extremely active'),
  scale('never smoked/never, former smoker/former/ex smoker, current smoker/current/smoker', 3),
  scale('no, maybe/unsure/not sure/sometimes, yes', 3),
  scale('rural, suburban, urban', 3),
  scale(
    'no schooling/no formal education/none/never attended, nursery/pre school/preschool, kindergarten, 1st 4th, elementary/elementary school/primary/primary school/primary education, 5th 6th, middle school/lower secondary, 7th 8th, 9th, 10th, 11th, some high school, 12th, high school/hs grad/high school graduate/high school diploma/secondary/secondary school/secondary education/upper secondary, vocational/trade school, some college/some college no degree, assoc voc/associate vocational, assoc acdm/associate academic, associate/associates/associates degree/associate degree, college/tertiary/higher education/college graduate, bachelor/bachelors/bachelors degree/bachelor degree/undergraduate/graduate degree, some graduate school, graduate/postgraduate, master/masters/masters degree/master degree, prof school/professional/professional degree, doctorate/phd/doctoral degree/doctorate degree/doctoral',
  ),
];
