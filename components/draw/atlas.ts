/** The maps of a layer at native size, one beneath another, on one hidden canvas: coloured in one go, put once. */
export class Atlas {
  readonly canvas: HTMLCanvasElement
  private image: ImageData | null = null
  private packed = new Uint32Array(0)

  constructor() {
    this.canvas = document.createElement('canvas')
  }

  /** Pixels to be coloured, row-major, for an image of this size. The same array as long as the size stays. */
  pixels(w: number, h: number): Uint32Array {
    if (this.image?.width !== w || this.image.height !== h) {
      this.canvas.width = w
      this.canvas.height = h
      this.image = new ImageData(w, h)
      this.packed = new Uint32Array(this.image.data.buffer)
    }
    return this.packed
  }

  /** Puts the coloured pixels on the hidden canvas, to be drawn enlarged from there. */
  put(): void {
    // Written by the CPU at each frame: without the hint the browser would move it to the GPU and back.
    if (this.image) this.canvas.getContext('2d', { willReadFrequently: true })?.putImageData(this.image, 0, 0)
  }
}
