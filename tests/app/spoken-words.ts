/** Everything on a page that is read or read out, and what of it is in the other language. */

const SPOKEN = [
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'placeholder',
  'title',
]

/** The button that leads to the other language, and nothing else, says in which language it is. */
const isForeignOnPurpose = (element: Element): boolean => element.closest('[lang]:not(html)') !== null

export function spokenWords(root: Element): readonly string[] {
  const words: string[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node: Node | null = root; node; node = walker.nextNode()) {
    if (node instanceof Element && !isForeignOnPurpose(node))
      words.push(...SPOKEN.map((name) => node.getAttribute(name) ?? ''))
    if (node instanceof Text && node.parentElement && !isForeignOnPurpose(node.parentElement))
      words.push(node.data)
  }
  return [...new Set(words.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== ''))]
}

/** Han characters, and the marks that stand between them alone. */
const chinese = /[\u3001-\u303f\u3400-\u9fff\uff00-\uffef]/

export const chineseIn = (words: readonly string[]): string[] => words.filter((text) => chinese.test(text))

/** Written alike in both languages: names, symbols, the field's own abbreviations. */
const ALIKE =
  /\b(Convscope|ReLU|softmax|conv|MNIST|CIFAR-10|SGD|Nesterov|Adagrad|RMSProp|Adadelta|Adam|momentum|LaTeX|PyTorch|TensorFlow|Caffe|WASM|TypeScript|SIMD|KiB|MiB|MB|kB|px|ms|Ctrl|Shift|Space|Enter|Esc|Tab|Home|End|LeNet-5|VGG-16|ResNet|AlexNet|ZFNet|GoogLeNet|ConvNetJS|CS231n|dilation|receptive field|Gaussian|He|Xavier)\b/gi

/** Texts that are the same in both languages and hold a word of English, or are Chinese with a stretch of English in it. */
export function englishIn(inChinese: readonly string[], inEnglish: readonly string[]): string[] {
  const english = new Set(inEnglish)
  return inChinese.filter((text) => {
    const rest = text.replace(ALIKE, '')
    return english.has(text) ? /[A-Za-z]{3,}/.test(rest) : /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/.test(rest)
  })
}
