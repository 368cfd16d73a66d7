/** What `assembly/index.ts` exports: what each does stands there. Addresses and steps in bytes, counts in numbers. */
export interface Compiled {
  readonly memory: WebAssembly.Memory
  base(): number
  copyBlock(
    from: number,
    fromPlane: number,
    fromRow: number,
    fromStep: number,
    to: number,
    toPlane: number,
    toRow: number,
    planes: number,
    rows: number,
    columns: number,
  ): void
  addBlock(
    from: number,
    to: number,
    toPlane: number,
    toRow: number,
    toStep: number,
    planes: number,
    rows: number,
    columns: number,
  ): void
  addToTaps(from: number, to: number, taps: number, tapCount: number, length: number): void
  pack(from: number, rowStep: number, rows: number, terms: number, termCount: number, to: number): void
  unpack(from: number, to: number, rowStep: number, rows: number, terms: number, termCount: number): void
  gather(
    source: number,
    pixels: number,
    runs: number,
    runCount: number,
    length: number,
    step: number,
    packed: number,
    biases: number,
    filters: number,
    out: number,
    plane: number,
    places: number,
    vectors: number,
    strip: number,
  ): void
  correlate(
    source: number,
    sourceStep: number,
    pixels: number,
    vectors: number,
    tail: number,
    taps: number,
    tapCount: number,
    dy: number,
    dyStep: number,
    plane: number,
    filters: number,
    images: number,
    sums: number,
  ): void
  addPlaneSums(from: number, length: number, planes: number, images: number, sums: number): void
  storeSums(sums: number, images: number, biases: number, units: number, y: number): void
  rectify(x: number, y: number, count: number, slope: number): void
  addRectified(sign: number, dy: number, dx: number, count: number, slope: number, fresh: boolean): void
  accumulate(from: number, to: number, count: number): void
  maxPool(
    x: number,
    height: number,
    width: number,
    y: number,
    switches: number,
    outHeight: number,
    outWidth: number,
    planes: number,
    sizeY: number,
    sizeX: number,
    strideY: number,
    strideX: number,
    top: number,
    left: number,
  ): void
  writeToWinners(
    dy: number,
    switches: number,
    outHeight: number,
    outWidth: number,
    dx: number,
    planes: number,
  ): void
  addToWinners(dy: number, switches: number, pixels: number, dx: number, cells: number, planes: number): void
  sumPool(
    x: number,
    height: number,
    width: number,
    y: number,
    outHeight: number,
    outWidth: number,
    planes: number,
    sizeY: number,
    sizeX: number,
    strideY: number,
    strideX: number,
    top: number,
    left: number,
    widths: number,
    firstRow: number,
    endRow: number,
    row: number,
    columns: number,
  ): void
  addToWindows(
    x: number,
    y: number,
    dy: number,
    dx: number,
    height: number,
    width: number,
    outHeight: number,
    outWidth: number,
    planes: number,
    sizeY: number,
    sizeX: number,
    strideY: number,
    strideX: number,
    top: number,
    left: number,
    widths: number,
    firstRow: number,
    endRow: number,
    row: number,
    columns: number,
  ): void
  centredSums(x: number, step: number, length: number, images: number, centre: number): number
  centredProducts(x: number, dy: number, step: number, length: number, images: number, centre: number): number
  normalise(
    x: number,
    y: number,
    step: number,
    length: number,
    images: number,
    scale: number,
    centre: number,
    shift: number,
  ): void
  addNormalised(
    x: number,
    dy: number,
    dx: number,
    step: number,
    length: number,
    images: number,
    scale: number,
    level: number,
    centre: number,
    slope: number,
    rest: number,
  ): void
  lrn(
    x: number,
    y: number,
    bases: number,
    channels: number,
    places: number,
    images: number,
    before: number,
    after: number,
    scale: number,
    k: number,
    beta: number,
  ): void
  addLrn(
    x: number,
    y: number,
    bases: number,
    dy: number,
    dx: number,
    channels: number,
    places: number,
    images: number,
    before: number,
    after: number,
    factor: number,
    beta: number,
    pulls: number,
  ): void
  moveDown(x: number, g: number, count: number, l2: number, write: boolean, rate: number): number
  moveWithMomentum(
    x: number,
    g: number,
    state: number,
    count: number,
    l2: number,
    write: boolean,
    rate: number,
    momentum: number,
    past: number,
    share: number,
  ): number
  moveByRoot(
    x: number,
    g: number,
    state: number,
    count: number,
    l2: number,
    write: boolean,
    rate: number,
    past: number,
    share: number,
    epsilon: number,
  ): number
  moveByAdadelta(
    x: number,
    g: number,
    state: number,
    second: number,
    count: number,
    l2: number,
    write: boolean,
    rate: number,
    past: number,
    share: number,
    epsilon: number,
  ): number
  moveByAdam(
    x: number,
    g: number,
    state: number,
    second: number,
    count: number,
    l2: number,
    write: boolean,
    rate: number,
    past1: number,
    share1: number,
    whole1: number,
    past2: number,
    share2: number,
    whole2: number,
    epsilon: number,
  ): number
  bend(x: number, y: number, count: number, outer: number, inner: number): void
  addBent(y: number, dy: number, dx: number, count: number, outer: number, inner: number): void
  squash(x: number, y: number, count: number): void
  addSquashed(y: number, dy: number, dx: number, count: number): void
  drop(x: number, stays: number, y: number, count: number, share: number): void
  addDropped(dy: number, stays: number, dx: number, count: number, share: number): void
  softmax(x: number, y: number, channels: number, places: number, images: number): void
  addSoftmax(y: number, dy: number, dx: number, channels: number, places: number, images: number): void
  transformInput(
    taps: number,
    source: number,
    plane: number,
    pitch: number,
    channels: number,
    room: number,
    rows: number,
    vectors: number,
    to: number,
    step: number,
  ): void
  transformFilters(taps: number, from: number, count: number, to: number, step: number): void
  transformUpstream(
    taps: number,
    source: number,
    plane: number,
    pitch: number,
    filters: number,
    room: number,
    rows: number,
    vectors: number,
    to: number,
    step: number,
  ): void
  correlatePoints(
    pointCount: number,
    upstream: number,
    upstreamStep: number,
    source: number,
    sourceStep: number,
    sums: number,
    sumStep: number,
    filters: number,
    channels: number,
    pairs: number,
  ): void
  addGradients(taps: number, sums: number, step: number, filters: number, channels: number, to: number): void
  multiplyPoints(
    pointCount: number,
    factors: number,
    factorStep: number,
    source: number,
    sourceStep: number,
    to: number,
    toStep: number,
    filters: number,
    channels: number,
    pairs: number,
  ): void
  transformOutput(
    taps: number,
    from: number,
    step: number,
    filters: number,
    rows: number,
    vectors: number,
    biases: number,
    to: number,
    planeStep: number,
    height: number,
    width: number,
  ): void
}
