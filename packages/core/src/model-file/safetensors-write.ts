import { InvalidModelFileError } from '../errors/invalid-model-file-error.js';
import { dtypeBytes, holdsDtype, shapeSize } from './dtype.js';
import type { Tensor } from './model-file.js';

const ALIGNMENT = 8;

const bytesOf = ({ data }: Tensor): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);

const checkTensor = (name: string, tensor: Tensor): void => {
  const expected = shapeSize(tensor.shape);
  if (!holdsDtype(tensor) || expected !== tensor.data.length)
    throw new InvalidModelFileError(
      `tensor "${name}" of ${tensor.dtype} and shape [${tensor.shape.join(', ')}] holds ${tensor.data.length} elements in a ${tensor.data.constructor.name}`,
    );
};

/**
 * Bytes in the safetensors layout: header length (u64, little endian), JSON header padded with spaces to 8 bytes, data
 * without gaps. Tensors stand in the order given; widest elements first keeps all of them aligned.
 * Source: https://github.com/huggingface/safetensors, README, "Format".
 * @throws {InvalidModelFileError} when a tensor's array fits neither its dtype nor its shape
 */
export const writeSafetensors = (
  metadata: Readonly<Record<string, string>>,
  tensors: readonly (readonly [name: string, tensor: Tensor])[],
): Uint8Array => {
  const fields = [`"__metadata__":${JSON.stringify(metadata)}`];
  let end = 0;
  for (const [name, tensor] of tensors) {
    checkTensor(name, tensor);
    const begin = end;
    end += tensor.data.length * dtypeBytes[tensor.dtype];
    const { dtype, shape } = tensor;
    fields.push(`${JSON.stringify(name)}:${JSON.stringify({ dtype, shape, data_offsets: [begin, end] })}`);
  }
  const header = new TextEncoder().encode(`{${fields.join(',')}}`);
  const start = Math.ceil((8 + header.length) / ALIGNMENT) * ALIGNMENT;
  const out = new Uint8Array(start + end);
  new DataView(out.buffer).setBigUint64(0, BigInt(start - 8), true);
  out.set(header, 8);
  out.fill(0x20, 8 + header.length, start);
  let at = start;
  for (const [, tensor] of tensors) {
    out.set(bytesOf(tensor), at);
    at += tensor.data.byteLength;
  }
  return out;
};
