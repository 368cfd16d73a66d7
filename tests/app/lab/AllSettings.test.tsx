import { act, fireEvent, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { AllSettings } from '../../../app/lab/training/AllSettings'
import type { LabLink } from '../../../app/store/lab.types'
import type { Language } from '../../../engine/index'
import { aLabWithPicture, renderLab } from './a-lab'

async function theSettings(language: Language = 'en', link: LabLink = {}) {
  const made = await aLabWithPicture(link)
  renderLab(made.lab, language, <AllSettings />)
  return made
}

const group = (name: string) => within(screen.getByRole('group', { name }))
const choose = (label: string, value: string) =>
  fireEvent.change(screen.getByRole('combobox', { name: label }), { target: { value } })

describe('all settings', () => {
  it('stand in four groups', async () => {
    await theSettings('en')
    for (const name of ['Network', 'Learning', 'In the long run', 'Examples and pace'])
      expect(screen.getByRole('group', { name })).toBeVisible()
    expect(group('Learning').getAllByRole('combobox')).toHaveLength(2)
    expect(group('In the long run').getAllByRole('combobox')).toHaveLength(1)
    expect(group('Network').getByRole('combobox', { name: 'First weights' })).toHaveValue('he')
  })

  it.each([
    ['en', /Three blocks of two 3×3 convolutions/],
    ['zh', /三个残差块/],
  ] as const)('say in a sentence what the chosen network is (%s)', async (language, about) => {
    await theSettings(language, { preset: 'resnet-small' })
    expect(screen.getByText(about)).toBeVisible()
  })

  it('stand in Chinese', async () => {
    await theSettings('zh', { schedule: 'step', rule: 'adam' })
    expect(group('学习').getByRole('combobox', { name: '更新规则' })).toHaveValue('adam')
    expect(group('学习').getByRole('spinbutton', { name: '第 0 步的学习率' })).toBeVisible()
    expect(screen.queryByText(/Rate|Memory|Loss/)).toBeNull()
  })

  it('have the settings of the chosen rule alone', async () => {
    const { lab } = await theSettings()
    expect(screen.getByRole('spinbutton', { name: 'Momentum' })).toBeVisible()
    choose('Update rule', 'adam')
    expect(lab.getState().settings.update).toMatchObject({ type: 'adam', rate: 0.001, beta1: 0.9 })
    expect(screen.queryByRole('spinbutton', { name: 'Momentum' })).toBeNull()
    expect(screen.getByRole('spinbutton', { name: 'Memory β₂' })).toBeVisible()
  })

  it('keep the rate between rules that step along the gradient itself', async () => {
    const { lab } = await theSettings('en', { rate: 0.07 })
    choose('Update rule', 'nesterov')
    expect(lab.getState().settings.update).toMatchObject({ type: 'nesterov', rate: 0.07 })
  })

  it('say which rate is the first one and which is in force, where a schedule lowers it', async () => {
    const { lab } = await theSettings('en', { rate: 0.04 })
    choose('Schedule of the rate', 'step')
    expect(screen.getByRole('spinbutton', { name: 'Rate at step 0' })).toHaveValue('0.0400')
    act(() => lab.setState({ step: 2000 }))
    expect(screen.getByText('The rate is now 0.0100.')).toBeVisible()
  })

  it('open the network without its softmax for the hinge loss, and with it again', async () => {
    const { lab } = await theSettings()
    const last = () => lab.getState().plan.nodes.at(-1)?.layer.type
    choose('Loss', 'hinge')
    expect(last()).toBe('fc')
    choose('Loss', 'crossEntropy')
    expect(last()).toBe('softmax')
  })

  it('say what equal first weights come to, where there is a hidden layer', async () => {
    const { lab } = await theSettings()
    const told = /all filters of a hidden layer stay alike/
    expect(screen.queryByText(told)).toBeNull()
    choose('First weights', 'constant')
    expect(screen.getByText(told)).toBeVisible()
    act(() => lab.getState().actions.choosePreset('linear', false))
    choose('First weights', 'constant')
    expect(screen.queryByText(told)).toBeNull()
  })
})
