import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { EngineDied, EngineProblem } from '../../../app/engine-client/pending'
import type { CallOptions, EngineSession } from '../../../app/engine-client/session'
import { EngineButton } from '../../../app/lab/engine/EngineButton'
import type { Language } from '../../../engine/index'
import type { CallName, Calls } from '../../../engine/protocol'
import { aLabWithPicture, renderLab } from './a-lab'

beforeAll(() => {
  // jsdom knows no modal dialogs
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
})

const button = (name: string) => screen.getByRole('button', { name })
const words = {
  en: {
    open: 'How fast is this machine?',
    title: 'The engine on this machine',
    step: 'Measure a training step',
  },
  zh: { open: '这台机器有多快？', title: '这台机器上的计算引擎', step: '测量一步训练' },
} as const

interface Asked {
  readonly name: CallName
  readonly ask: Calls[CallName]['ask']
  readonly options: CallOptions | undefined
  answer(value: Calls['measureStep' | 'measureLayer']['reply']): Promise<void>
  refuse(error: Error): Promise<void>
}

/** The dialog over an engine that is answered by hand. */
async function openEngine(language: Language) {
  const { lab } = await aLabWithPicture()
  const asked: Asked[] = []
  const close = vi.fn()
  const session: EngineSession = {
    call: (name, ask, options) =>
      new Promise((resolve, reject) => {
        asked.push({
          ...{ name, ask, options },
          answer: (value) => act(async () => resolve(value as never)),
          refuse: (error) => act(async () => reject(error)),
        })
      }),
    watch: () => {},
    autoCheckpoint: () => {},
    close,
  }
  const pause = vi.fn()
  const { actions } = lab.getState()
  lab.setState({ actions: { ...actions, pause, another: () => session } })
  renderLab(lab, language, <EngineButton />)
  fireEvent.click(button(words[language].open))
  const dialog = within(await screen.findByRole('dialog', { name: words[language].title }))
  return { lab, asked, close, pause, dialog }
}

const stepTimes = {
  batch: 8,
  timings: [
    { way: 'typescript', milliseconds: 40 },
    { way: 'wasm', milliseconds: 8 },
  ],
} as const

describe('the engine on this machine', () => {
  it('measures a training step: pictures a second, and how much faster than the slowest', async () => {
    const { asked, pause, close, dialog } = await openEngine('en')
    fireEvent.click(button(words.en.step))
    expect(pause).toHaveBeenCalled()
    expect(asked).toMatchObject([{ name: 'measureStep', ask: { loss: 'crossEntropy' } }])
    await asked[0].answer(stepTimes)
    const row = within(dialog.getByRole('row', { name: /WebAssembly SIMD/ }))
    expect(row.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['8.00', '1,000', '×5.0'])
    expect(close).toHaveBeenCalledOnce()
  })

  it.each(['en', 'zh'] as const)('shows how far it is, and can be cancelled (%s)', async (language) => {
    const { asked, dialog } = await openEngine(language)
    fireEvent.click(button(words[language].step))
    act(() =>
      asked[0].options?.onProgress?.({
        type: 'progress',
        session: 2,
        id: 1,
        of: 'measure',
        done: 6,
        total: 24,
      }),
    )
    expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '25')
    fireEvent.click(button(language === 'en' ? 'Cancel' : '取消'))
    expect(asked[0].options?.signal?.aborted).toBe(true)
    await asked[0].refuse(new EngineProblem({ code: 'cancelled', values: {} }))
    expect(dialog.queryByRole('progressbar')).toBeNull()
    expect(dialog.getByRole('status')).toBeEmptyDOMElement()
  })

  it('says in a sentence why there is no result', async () => {
    const { asked, dialog } = await openEngine('zh')
    fireEvent.click(button(words.zh.step))
    await asked[0].refuse(new EngineDied())
    expect(dialog.getByRole('status')).toHaveTextContent('请重新测量')
    fireEvent.click(button(words.zh.step))
    await asked[1].refuse(new EngineProblem({ code: 'too-large', values: {} }))
    expect(dialog.getByRole('status')).toHaveTextContent('too-large')
  })

  it('explains each way to compute a layer with the layer’s numbers, and measures it', async () => {
    const { asked, dialog } = await openEngine('en')
    // The second convolution of the home page's network: ten 3×3 filters over 32×32×10.
    fireEvent.change(dialog.getByLabelText('Layer'), { target: { value: 'conv2' } })
    expect(dialog.getByText(/921,600 multiply-adds a picture/)).toBeVisible()
    fireEvent.click(dialog.getByLabelText('im2col + GEMM'))
    expect(dialog.getByText(/90 × 1,024 numbers or 360 KiB a picture: 9\.0 times the input/)).toBeVisible()
    fireEvent.click(dialog.getByLabelText('Direct, in tiles'))
    expect(dialog.getByText(/10 filters four at a time/)).toBeVisible()
    expect(dialog.queryByText(/This is what trains here/)).toBeNull()
    fireEvent.click(dialog.getByLabelText('Winograd'))
    expect(
      dialog.getByText(/16 products instead of 36 in each channel.*This is what trains here/),
    ).toBeVisible()
    fireEvent.click(button('Measure this layer'))
    expect(asked).toMatchObject([{ name: 'measureLayer', ask: { node: 'conv2' } }])
    await asked[0].answer({
      batch: 4,
      timings: [
        { way: 'loops', milliseconds: 7.3728 },
        { way: 'direct', milliseconds: 0.36864 },
        { way: 'winograd', milliseconds: 0.18432 },
      ],
    })
    const cells = (name: RegExp) =>
      within(dialog.getByRole('row', { name }))
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    expect(cells(/Nested loops/)).toEqual(['7.37', '1.00', '×1.0'])
    expect(cells(/Direct/)).toEqual(['0.37', '20.00', '×20.0'])
    expect(cells(/Winograd/)).toEqual(['0.18', '40.00', '×40.0'])
  })

  it('shows no times of another network', async () => {
    const { lab, asked, dialog } = await openEngine('en')
    fireEvent.click(button(words.en.step))
    await asked[0].answer(stepTimes)
    expect(dialog.getAllByRole('row')).toHaveLength(3)
    act(() => lab.getState().actions.choosePreset('lenet5', false))
    expect(dialog.queryByRole('row')).toBeNull()
  })

  it('cancels when it is closed', async () => {
    const { asked } = await openEngine('en')
    fireEvent.click(button(words.en.step))
    fireEvent.click(button('Close'))
    expect(asked[0].options?.signal?.aborted).toBe(true)
  })
})
