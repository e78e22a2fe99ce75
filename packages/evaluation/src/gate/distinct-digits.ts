/** Two numbers that differ, with as many decimals as it takes to see it, three at least. */
export const distinctDigits = (first: number, second: number): readonly [string, string] => {
  for (let places = 3; places < 16; places++) {
    const texts = [first.toFixed(places), second.toFixed(places)] as const;
    if (texts[0] !== texts[1]) return texts;
  }
  return [String(first), String(second)];
};
