import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { Atlas } from '../draw/atlas'

/** CSS pixels, and device pixels for each of them. */
export interface CanvasSize {
  readonly width: number
  readonly height: number
  readonly dpr: number
}

export type Paint = (context: CanvasRenderingContext2D, atlas: Atlas) => void

/** A canvas that is painted anew when `paint` is another function or the size has changed, and only on screen. */
export function useCanvas(
  paint: Paint,
  { width, height, dpr }: CanvasSize,
  onScreen = true,
): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [atlas] = useState(() => new Atlas())
  useLayoutEffect(() => {
    // Assigning a canvas its size clears it: only when it has changed.
    if (canvas.current) resize(canvas.current, Math.round(width * dpr), Math.round(height * dpr))
    const context = onScreen ? canvas.current?.getContext('2d') : null
    if (context) paint(context, atlas)
  }, [paint, atlas, width, height, dpr, onScreen])
  return canvas
}

function resize(canvas: HTMLCanvasElement, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
}
