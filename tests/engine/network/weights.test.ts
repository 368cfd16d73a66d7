import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../engine/network/network'
import { paramsFromBytes, paramsToBytes } from '../../../engine/network/weights'
import { SpecError } from '../../../engine/shape'
import { zoo } from '../../../engine/zoo/index'

const spec = zoo.get('linear')!.spec

describe('weights as bytes', () => {
  it('come back into a network of the same spec, bit for bit', () => {
    const trained = createNetwork(spec, { seed: 1 })
    const other = createNetwork(spec, { seed: 2 })
    other.load(paramsFromBytes(paramsToBytes(trained.parameters())))
    expect(other.block.values).toEqual(trained.block.values)
  })

  it('take four bytes a number and little more', () => {
    const { block } = createNetwork(spec, { seed: 1 })
    const bytes = paramsToBytes(createNetwork(spec, { seed: 1 }).parameters()).byteLength
    expect(bytes - 4 * block.values.length).toBeLessThan(400)
  })

  it('are refused whole when cut short, not finite, or of another network', () => {
    const params = new Map([['fc1.biases', { shape: [2], data: Float32Array.of(1, 2) }]])
    const bytes = paramsToBytes(params)
    for (let length = 0; length < bytes.byteLength; length++) {
      expect(() => paramsFromBytes(bytes.slice(0, length))).toThrow(SpecError)
    }
    const endless = new Map([['fc1.biases', { shape: [1], data: Float32Array.of(Number.POSITIVE_INFINITY) }]])
    expect(() => paramsFromBytes(paramsToBytes(endless))).toThrow(/finite/)
    const network = createNetwork(spec, { seed: 1 })
    const before = network.block.values.slice()
    expect(() => network.load(paramsFromBytes(bytes))).toThrow(/fc1.biases.*expected 10/)
    expect(network.block.values).toEqual(before)
  })
})
