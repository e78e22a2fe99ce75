/** Arguments of a record: words of 4 bytes, whole numbers and reals mixed. */
export interface Words {
  int(...values: readonly number[]): Words;
  real(...values: readonly number[]): Words;
  /** Address and panel stride of each. */
  matrix(...matrices: readonly { readonly address: number; readonly stride: number }[]): Words;
  readonly values: readonly number[];
}

const bits = new DataView(new ArrayBuffer(4));
const bitsOf = (value: number): number => {
  bits.setFloat32(0, value, true);
  return bits.getInt32(0, true);
};

export const words = (): Words => {
  const values: number[] = [];
  const self: Words = {
    int: (...added) => {
      values.push(...added);
      return self;
    },
    real: (...added) => {
      values.push(...added.map(bitsOf));
      return self;
    },
    matrix: (...matrices) => {
      for (const { address, stride } of matrices) values.push(address, stride);
      return self;
    },
    values,
  };
  return self;
};
