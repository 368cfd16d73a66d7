/**
 * Networks of the zoo whose trained weights are shipped in public/presets/, where `engine/bin/train-preset.ts` writes them: one line
 * for each, by name.
 */
export const trainedPresets: ReadonlyMap<string, string> = new Map([
  ['lenet5', 'presets/lenet5-mnist.bin'],
  ['convnetjs-cifar10', 'presets/convnetjs-cifar10-cifar10.bin'],
  ['cs231n', 'presets/cs231n-cifar10.bin'],
  ['filters32', 'presets/filters32-cifar10.bin'],
])
