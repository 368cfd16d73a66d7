/** What a room calls out, and what a paste brings along: the bench answers with a number that was meant, or with one sentence. */
import { fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../../engine/text'
import { cases } from '../../sample'
import { field, openBench } from './open-bench'

/** As typed or pasted → the number that was meant. */
const NUMBERS: readonly (readonly [string, number])[] = [
  ['１２', 12],
  [' 7 ', 7],
  ['1e1', 10],
  ['+5', 5],
  ['5.0', 5],
  ['１，０００', 1000],
  ['１６。', 16],
  ['9\n', 9],
]
const REFUSED: readonly string[] = [
  ...[
    '',
    ' ',
    '　',
    '0.5',
    '2.5',
    '2，5',
    '1/3',
    '-1',
    '－3',
    '0x10',
    '0b11',
    '1e999',
    'Infinity',
    'NaN',
    '∞',
  ],
  ...[
    '七',
    'seven',
    '3×3',
    '7\t8',
    '7 8 9,',
    '<b>7</b>',
    '7;DROP',
    '__proto__',
    '\u202e7',
    '9'.repeat(400),
    '65537',
  ],
]
const FIELDS = {
  en: [
    'W input width',
    'F filter width',
    'S stride',
    'P zero-padding',
    'K filters',
    'C input channels',
    'D dilation',
  ],
  zh: ['W 输入宽度', 'F 滤波器宽度', 'S 步长', 'P 零填充', 'K 滤波器个数', 'C 输入通道', 'D 扩张(空洞)'],
} as const
const NO_SUCH = { en: 'No such layer.', zh: '没有这样的层。' } as const
const REASON = {
  en: /^No such layer\. [WFSPKCD] must be a whole number from [\d,]+ to [\d,]+; [^;]+\.$/,
  zh: /^没有这样的层。 [WFSPKCD] 必须是 [\d,]+ 到 [\d,]+ 的整数；[^；]+。$/,
} as const

const limitOf = (name: string): number => Number(field(name).getAttribute('aria-valuemax'))

/** Not key by key: a paste comes at once, and what stands between is tried by other tests. */
const put = (name: string, text: string) => fireEvent.change(field(name), { target: { value: text } })

const verdicts = () =>
  screen
    .getAllByRole('status')
    .filter((status) => status.querySelector('b') !== null && status.closest('li') === null)

function expectRefused(language: Language, name: string, typed: string, before: string | null): void {
  put(name, typed)
  fireEvent.blur(field(name))
  expect(verdicts().map((verdict) => verdict.querySelector('b')?.textContent)).toEqual([NO_SUCH[language]])
  // What is quoted may hold any mark.
  const said = verdicts()[0].textContent?.replace(/^\s*/, '').replace('7;DROP', '7')
  expect(said).toMatch(REASON[language])
  expect(field(name)).toHaveAttribute('aria-valuenow', before) // nothing was rounded or clipped in secret
  expect(screen.queryByRole('button', { name: /gives|得/ })).toBeNull()
}

const [tried, someRefused] = cases([1, 7], [7, REFUSED.length])

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const names = language === 'en' ? FIELDS.en.slice(0, tried) : FIELDS.zh.slice(-tried)

  test.each(names)(
    '%s takes what was meant as a number, and says of all else in one sentence why not',
    (name) => {
      openBench(language, 'w=7&f=3&s=2&k=10&c=3')
      for (const typed of REFUSED.filter((_, i) => (i * someRefused) % REFUSED.length < someRefused)) {
        const before = field(name).getAttribute('aria-valuenow')
        expectRefused(language, name, typed, before)
      }
      for (const [typed, meant] of NUMBERS.filter(([, number]) => number <= limitOf(name))) {
        put(name, typed)
        expect(field(name)).toHaveAttribute('aria-valuenow', String(meant))
        expect(screen.queryByText(NO_SUCH[language])).toBeNull()
      }
      put(name, '0')
      const zeroIsOne = field(name).getAttribute('aria-valuemin') === '0' // padding
      expect(verdicts()[0].textContent?.includes(NO_SUCH[language])).toBe(!zeroIsOne)
    },
  )

  test('every repair on offer, pressed, makes the layer fit, and can be taken back', () => {
    const [fitsTitle, offers] = language === 'en' ? ['Fits.', /gives/] : ['放得下。', /得/]
    for (const query of cases(SETTINGS.slice(0, 1), SETTINGS)) {
      const { unmount } = openBench(language, query)
      const count = screen.getAllByRole('button', { name: offers }).length
      expect(count).toBeGreaterThan(1)
      for (let i = 0; i < count; i++) {
        fireEvent.click(screen.getAllByRole('button', { name: offers })[i])
        expect(screen.getByText(fitsTitle), query).toBeInTheDocument()
        fireEvent.click(screen.getByRole('button', { name: /^(Undo|撤销)/ }))
        expect(screen.queryByText(fitsTitle)).toBeNull()
      }
      unmount()
    }
  })
})

/** A fraction, a window too wide, a window in the padding, a dilated one, a tall input. */
const SETTINGS = [
  'w=7&f=3&s=3',
  'w=5&f=9&s=1',
  'w=13&f=3&s=1&p=3',
  'w=10&f=4&s=2&d=2',
  'w=7&h=8&f=3&s=2',
  'w=4096&f=64&s=62&k=1&c=1',
  'w=1&f=2&s=1&kind=pool',
]
