export const whatNext = (folder: string): string => `
What to try next:
  npx cvd sample ${folder}/model.cvd --rows 1000000 --out rows.csv
  npx cvd sample ${folder}/model.cvd --rows 1000 --where 'BMI>=30' --where 'Sex=Female' --out obese.csv
  npx cvd info ${folder}/model.cvd
  npx cvd fit YOUR.csv --out your.cvd`;
