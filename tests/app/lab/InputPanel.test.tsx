import { act, fireEvent, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { InputPanel } from '../../../app/lab/panels/InputPanel'
import { aLabWithPicture, renderLab } from './a-lab'

describe('the picture that the maps answer to', () => {
  it('says what it is and where it stands in its set', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <InputPanel size={124} channels />)
    expect(screen.getByRole('img', { name: 'bird, test 559' })).toBeVisible()
  })

  it('is taken from the set, one by one or from another part of it', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <InputPanel size={124} />)
    fireEvent.click(screen.getByRole('button', { name: 'Next' }))
    expect(lab.getState().picture).toEqual({ kind: 'set', split: 'test', index: 560 })
    fireEvent.change(screen.getByRole('combobox', { name: 'Part of the set' }), {
      target: { value: 'train' },
    })
    expect(lab.getState().picture).toEqual({ kind: 'set', split: 'train', index: 0 })
    fireEvent.click(screen.getByRole('button', { name: 'Random' }))
    expect(lab.getState().picture).toMatchObject({ kind: 'set', split: 'train' })
  })

  it('may be drawn, and the picture that was left comes back', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <InputPanel size={124} />)
    fireEvent.click(screen.getByRole('radio', { name: 'Draw' }))
    expect(await screen.findByRole('img', { name: /Drawing pad/ })).toBeVisible()
    expect(screen.getByRole('button', { name: 'Clear' })).toBeDisabled()
    expect(
      screen.getAllByRole('radio', { name: /black|white|red|yellow|green|blue|brown|grey/ }),
    ).toHaveLength(8)
    fireEvent.click(screen.getByRole('radio', { name: 'Data set' }))
    expect(lab.getState().picture).toEqual({ kind: 'set', split: 'test', index: 559 })
  })

  it('is one of the set again where a followed link has put one in the place of a file', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <InputPanel size={124} />)
    fireEvent.click(screen.getByRole('radio', { name: 'Open a file' }))
    const { c, h, w } = lab.getState().plan.input
    act(() => lab.getState().actions.look({ kind: 'pixels', c, h, w, pixels: new Uint8Array(c * h * w) }))
    expect(screen.getByRole('radio', { name: 'Open a file' })).toBeChecked()
    act(() => lab.getState().actions.look({ kind: 'set', split: 'test', index: 3 }))
    expect(screen.getByRole('radio', { name: 'Data set' })).toBeChecked()
    expect(screen.getByRole('button', { name: 'Next' })).toBeVisible()
  })

  it('may be a file; one that is no picture is refused with a sentence and changes nothing', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'zh', <InputPanel size={124} />)
    fireEvent.click(screen.getByRole('radio', { name: '打开图片' }))
    const before = lab.getState().picture
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'x.svg')
    fireEvent.change(screen.getByLabelText('选择图片'), { target: { files: [svg] } })
    expect(await screen.findByText(/SVG 是矢量图/)).toBeVisible()
    expect(lab.getState().picture).toBe(before)
  })

  it('shows gradients instead of values when asked', async () => {
    const { lab } = await aLabWithPicture()
    renderLab(lab, 'en', <InputPanel size={124} />)
    fireEvent.click(screen.getByRole('radio', { name: 'gradients' }))
    expect(lab.getState().mapsShow).toBe('gradients')
  })
})
