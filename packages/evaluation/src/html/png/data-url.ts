/** Bytes of a PNG as an address that holds them. */
export const pngDataUrl = (bytes: Uint8Array): string => {
  let text = '';
  // In parts: a call takes a limited number of arguments.
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return `data:image/png;base64,${btoa(text)}`;
};
