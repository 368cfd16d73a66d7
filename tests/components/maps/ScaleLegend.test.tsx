import { screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ScaleLegend } from '../../../components/maps/ScaleLegend'
import { renderIn } from '../controls/in-language'

describe('the scale of the filters', () => {
  it.each([
    [0.3731, '0.373'],
    [241.3, '241'],
    [2.6598856126200776e22, '2.7·10²²'],
  ])('writes its end of %d in a few digits', (most, end) => {
    renderIn('en', <ScaleLegend meaning="value" most={most} />)
    expect(screen.getByRole('img', { name: `Colours from −${end} over 0 to ${end}` })).toHaveTextContent(
      `−${end}${end}`,
    )
  })
})
