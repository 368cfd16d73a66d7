import { fireEvent, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { expect, test, vi } from 'vitest'
import { fetchAgain, pageOf } from '../../app/pages'
import { routeOf } from '../../app/routes'
import { PageBoundary } from '../../app/site/PageBoundary'

const route = routeOf('/formulas')

function Page() {
  const Content = pageOf(route)
  return <Content />
}

test('a page that could not be fetched is fetched again on request, with its words free of the browser’s', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const load = vi
    .spyOn(route, 'load')
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module: x.js'))
    .mockResolvedValue({ default: () => <p>The bench</p> })
  await fetchAgain(route) // so that the page loads by the route as it is now
  load.mockClear()
  render(
    <PageBoundary path={route.path} fetchAgain={() => fetchAgain(route)}>
      <Suspense>
        <Page />
      </Suspense>
    </PageBoundary>,
  )
  const again = await screen.findByRole('button', { name: 'Show it again' })
  expect(screen.getByRole('button', { name: 'Back to the Lab' })).toBeInTheDocument()
  expect(screen.queryByText(/dynamically/)).toBeNull()
  fireEvent.click(again)
  expect(await screen.findByText('The bench')).toBeInTheDocument()
  expect(load).toHaveBeenCalledTimes(2)
})

test('a style sheet that never came is asked for once more', async () => {
  const link = document.head.appendChild(Object.assign(document.createElement('link'), { rel: 'stylesheet' }))
  const put = vi.spyOn(link, 'replaceWith')
  const done = fetchAgain(route)
  expect(put).toHaveBeenCalledExactlyOnceWith(link)
  link.dispatchEvent(new Event('load'))
  await done
  link.remove()
})
