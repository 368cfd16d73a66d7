import { useMemo } from 'react'
import { colourOf, colourScale, css } from '../draw/colour-scale'
import { digitColour } from '../draw/contrast'
import { useTheme } from '../theme'

export interface Fill {
  readonly background: string
  readonly color: string
}

/** Value → ground and digits of a cell, on the signed scale whose ends are ±reach. */
export function useSignedFill(reach: number): (value: number) => Fill {
  const theme = useTheme()
  return useMemo(() => {
    const scale = colourScale(theme, 'value')
    return (value) => {
      const packed = colourOf(scale, value, reach)
      return { background: css(packed), color: digitColour(packed) }
    }
  }, [theme, reach])
}
