/** Luhn's check (ISO/IEC 7812-1) of 12 to 19 digits; spaces and hyphens are passed over. */
export const passesLuhn = (text: string): boolean => {
  if (!/^\d(?:[ -]?\d){11,18}$/.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0 && /[1-9]/.test(digits);
};

/** ISO 13616: the rearranged account number is 1 modulo 97. */
export const isIban = (text: string): boolean => {
  const compact = text.replace(/ /g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/.test(compact)) return false;
  let rest = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4))
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
};
