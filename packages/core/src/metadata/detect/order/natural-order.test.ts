import { describe, expect, it } from 'vitest';
import { naturalOrder } from './natural-order.js';

/** Some fixed order other than the expected one. */
const shuffled = (values: readonly string[]): string[] =>
  [...values].sort((a, b) => ((a.length * 7 + a.charCodeAt(0)) % 5) - ((b.length * 7 + b.charCodeAt(0)) % 5)).reverse();

describe('naturalOrder', () => {
  it.each([
    [['Poor', 'Fair', 'Good', 'Very Good', 'Excellent']],
    [['low', 'Medium', 'HIGH']],
    [['none', 'Mild', 'Moderate', 'Severe']],
    [['Strongly disagree', 'Disagree', 'Neither agree nor disagree', 'Agree', 'Strongly agree']],
    [['Never', 'Rarely', 'Sometimes', 'Often', 'Always']],
    [['Jan', 'Feb', 'Mar', 'Oct', 'Dec']],
    [['Monday', 'Tuesday', 'Sunday']],
    [['S', 'M', 'L', 'XL']],
    [['Preschool', '9th', 'HS-grad', 'Some-college', 'Bachelors', 'Doctorate']],
    [['I', 'II', 'IV', 'IX']],
    [['<5', '5-9', '10-14', '15+']],
    [['Under 18', '18 to 24', '25 – 34', '65 and over']],
    [['Age 18 to 24', 'Age 25 to 29', 'Age 80 or older']],
    [['under $25,000', '$25,000-$50,000', '$50,000 - $1,000,000', 'more than $1,000,000']],
    [['[0, 10)', '[10, 100)', '[100, 1000)']],
    [['0-10%', '10-20%', '20-100%']],
    [['2 years', '3 years', '10 years']],
    [['1st', '2nd', '10th']],
    [['Level 2', 'Level 10']],
    [['<=50K', '>50K']],
    [['500-999', '1k-2k', '2k+']],
    [['within the past month', 'within the past year', 'Within the past 2 years', '5 or more years ago', 'never']],
  ])('orders %j', (expected) => {
    expect(naturalOrder(shuffled(expected))!.order).toEqual(expected);
    expect(naturalOrder([...expected].reverse())!.order).toEqual(expected);
  });

  it.each([
    [['Yes', 'No']],
    [['Male', 'Female']],
    [['red', 'green', 'blue']],
    [['M', 'S']],
    [['A', 'B', 'AB', '0']],
    [['5 kg', '7 m']],
    [['Poor', 'poor ']],
    [['Poor', 'Good', 'Unknown']],
    [['Type 1', 'Type 2']],
    [['10-5', '20-10']],
    [['1-2', '1 to 2']],
    [['x']],
    [[]],
  ])('leaves %j alone', (values) => {
    expect(naturalOrder(values)).toBeNull();
  });
});
