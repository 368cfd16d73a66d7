import { act, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Suspense, use } from 'react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SessionEvents } from '../../../app/engine-client/session'
import { prepareDemo } from '../../../app/site/landing/demo'
import Landing from '../../../app/site/landing/Landing'
import NetworkAtWork from '../../../app/site/landing/NetworkAtWork'
import { theLab } from '../../../app/store/use-lab'
import { LanguageContext } from '../../../components/language'

const engine = vi.hoisted(() => ({
  call: vi.fn(),
  dispose: vi.fn(),
  restart: vi.fn(),
  fail: () => {},
  connections: 0,
}))

vi.mock('../../../app/engine-client', () => ({
  browserDeps: () => ({}),
  createEngineClient: () => {
    engine.connections++
    return {
      session(events: SessionEvents) {
        engine.fail = () => events.failed()
        return { call: engine.call, watch() {}, autoCheckpoint() {} }
      },
      restart: engine.restart,
      dispose: engine.dispose,
    }
  },
}))

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  HTMLCanvasElement.prototype.getContext = () => null // jsdom paints nothing
  const opened = Promise.resolve({ run: 1, step: 0, kernels: 'typescript' })
  engine.call.mockReset().mockImplementation((name) => (name === 'open' ? opened : new Promise(() => {})))
  engine.dispose.mockReset()
})

const asked = (name: string) => engine.call.mock.calls.filter(([call]) => call === name).map(([, ask]) => ask)

describe('the landing page', () => {
  test.each([
    ['en', 'See a network learn. Follow any number.', ['Lab', 'Layer sizes']],
    ['zh', '看网络学习，追踪每一个数', ['实验室', '公式台']],
  ] as const)('says what this is and opens two doors (%s)', (language, title, doors) => {
    render(
      <LanguageContext value={language}>
        <Landing />
      </LanguageContext>,
    )
    expect(screen.getByRole('heading', { level: 1, name: title })).toBeVisible()
    const links = within(screen.getByRole('navigation')).getAllByRole('link')
    expect(links.map((link) => within(link).getByRole('heading').textContent)).toEqual(
      doors.map((d) => `${d} →`),
    )
  })
})

describe('the network at work', () => {
  test('says when its engine never came, and starts it again', async () => {
    render(<NetworkAtWork />)
    act(engine.fail)
    expect(screen.getByText('The engine cannot be started.')).toBeVisible()
    await userEvent.click(within(screen.getByRole('status')).getByRole('button', { name: 'Start again' }))
    expect(engine.restart).toHaveBeenCalledTimes(1)
    expect(screen.queryByRole('status')).toBeNull()
  })

  test('opens a real network on the set without a download, and trains only when it is asked to', async () => {
    render(<NetworkAtWork />)
    expect(asked('open')).toHaveLength(1)
    expect(asked('data')).toMatchObject([{ set: 'shapes' }])
    expect(asked('train')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Train it' }))
    expect(asked('train')).toMatchObject([{ on: true }])
  })

  test('is one network, though React may give up a first drawing of the page', async () => {
    const before = engine.connections
    const later = Promise.resolve()
    const Late = () => {
      use(later)
      return null
    }
    const page = (
      <Suspense>
        <NetworkAtWork />
        <Late />
      </Suspense>
    )
    prepareDemo()
    await act(async () => render(page))
    expect(screen.getByRole('button', { name: 'Train it' })).toBeVisible()
    expect(engine.connections).toBe(before + 1)
  })

  test('ends with the page', () => {
    render(<NetworkAtWork />).unmount()
    expect(engine.dispose).toHaveBeenCalledOnce()
  })

  test('goes along into the Lab when the visitor takes it', async () => {
    const { unmount } = render(<NetworkAtWork />)
    const before = engine.connections
    await userEvent.click(screen.getByRole('link', { name: 'Open this network in the Lab' }))
    unmount()
    expect(engine.dispose).not.toHaveBeenCalled()
    expect(theLab().getState().preset).toBe('small')
    await theLab().getState().actions.start() // as the Lab does: it runs already
    expect(engine.connections).toBe(before)
  })
})
