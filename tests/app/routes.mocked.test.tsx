import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { App } from '../../app/App'
import { routeOf, routes } from '../../app/routes'
import { settings } from '../../app/store/settings'
import { navigate } from '../../app/url'

vi.mock('../../app/site/landing/Landing', () => ({ default: () => <h1>Landing</h1> }))
vi.mock('../../app/lab/LabPage', () => ({ default: () => <h1>The Lab itself</h1> }))
vi.mock('../../app/formulas/FormulasPage', () => ({
  default: () => {
    throw new Error('W is not a number')
  },
}))

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('scrollTo', () => {})
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function () {
    this.open = false
    this.dispatchEvent(new Event('close'))
  }
  settings.setState({ language: 'en', theme: 'auto', letterKeys: true })
  history.replaceState(null, '', '#/')
})

const go = (to: string) => act(() => navigate(to))

describe('the table of pages', () => {
  test('has each path once', () => {
    expect(new Set(routes.map(({ path }) => path)).size).toBe(routes.length)
  })

  test('answers an address that is not in it with the page for lost readers', () => {
    expect(routeOf('/lessons').path).toBe('*')
    expect(routeOf('/__proto__').path).toBe('*')
  })
})

describe('the site', () => {
  test('opens the page of the address, marks it in the navigation and names it in the tab, whatever its query holds', async () => {
    history.replaceState(null, '', '#/lab?seed=1&x=%zz')
    render(<App />)
    expect(await screen.findByRole('heading', { name: 'The Lab itself' })).toBeVisible()
    const pages = screen.getByRole('navigation', { name: 'Pages' })
    expect(within(pages).getByRole('link', { name: 'Lab' })).toHaveAttribute('aria-current', 'page')
    expect(within(pages).getByRole('link', { name: 'Layer sizes' })).toHaveAttribute('href', '#/formulas')
    expect(document.title).toBe('Lab · Convscope')
  })

  test('links to nothing that does not exist', async () => {
    render(<App />)
    await screen.findByRole('heading', { name: 'Landing' })
    for (const link of screen.getAllByRole('link')) {
      expect(routeOf(link.getAttribute('href')!.slice(1)).path).not.toBe('*')
    }
  })

  test('moves the focus to a new page, and not at the first', async () => {
    render(<App />)
    await screen.findByRole('heading', { name: 'Landing' })
    expect(document.body).toHaveFocus()
    go('/lab')
    await screen.findByRole('heading', { name: 'The Lab itself' })
    await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
  })

  test('shows a lost reader the ways back', async () => {
    history.replaceState(null, '', '#/lessons/pooling')
    render(<App />)
    expect(await screen.findByRole('heading', { name: 'This window is outside the picture' })).toBeVisible()
    await userEvent.click(screen.getByRole('link', { name: 'To the start' }))
    expect(await screen.findByRole('heading', { name: 'Landing' })).toBeVisible()
  })

  test('survives a page that throws, and leads on', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    history.replaceState(null, '', '#/formulas')
    render(<App />)
    expect(await screen.findByText('W is not a number')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Show it again' })).toBeVisible()
    go('/lab')
    expect(await screen.findByRole('heading', { name: 'The Lab itself' })).toBeVisible()
  })

  test('changes its language at any time, keeps the focus on the switch, and tells the browser', async () => {
    render(<App />)
    await userEvent.click(await screen.findByRole('button', { name: /中文/ }))
    expect(document.documentElement.lang).toBe('zh-Hans')
    expect(document.title).toBe('Convscope：看见网络学习')
    expect(screen.getByRole('link', { name: '公式台' })).toBeVisible()
    expect(screen.getByRole('button', { name: /English/ })).toHaveFocus()
  })

  test('goes dark when asked to, and is named for what comes next', async () => {
    render(<App />)
    await userEvent.click(await screen.findByRole('button', { name: 'Dark' }))
    expect(document.documentElement.dataset.theme).toBe('dark')
    await userEvent.click(screen.getByRole('button', { name: 'Light' }))
    expect(document.documentElement.dataset.theme).toBe('light')
  })

  test('copies the whole address and says so', async () => {
    const user = userEvent.setup()
    history.replaceState(null, '', '#/lab?seed=7')
    render(<App />)
    await user.click(await screen.findByRole('button', { name: 'Copy link' }))
    expect(await navigator.clipboard.readText()).toBe(location.href)
    expect(location.href).toMatch(/#\/lab\?seed=7$/)
    expect(await screen.findByRole('status')).toHaveTextContent('The link to this page is copied.')
  })
})
