/** As much of Protocol Buffers' wire format as an ONNX model takes: https://protobuf.dev/programming-guides/encoding/ */

/** One encoded field, ready to be joined with others to a message. */
export type Field = Uint8Array

/** The weights of a large network are half a gigabyte: fields are copied, never listed byte by byte. */
export function message(...fields: readonly Field[]): Uint8Array {
  const whole = new Uint8Array(fields.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const field of fields) {
    whole.set(field, at)
    at += field.length
  }
  return whole
}

/** A whole number, seven bits a byte, the lowest first; negative ones as their two's complement of 64 bits. */
export function integer(tag: number, value: number): Field {
  return Uint8Array.from([...varint(tag * 8), ...varint(value)])
}

export function float(tag: number, value: number): Field {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return Uint8Array.from([...varint(tag * 8 + 5), ...bytes])
}

/** Text, or a message within a message: its length, then its bytes. */
export function bytes(tag: number, value: string | Uint8Array): Field {
  const content = typeof value === 'string' ? new TextEncoder().encode(value) : value
  return message(Uint8Array.from([...varint(tag * 8 + 2), ...varint(content.length)]), content)
}

function varint(value: number): number[] {
  const digits: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 127n) {
    digits.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  return [...digits, Number(rest)]
}
