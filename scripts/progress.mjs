// Progress on a terminal as one line that fills; in a log as a line at the start and one at the end.

const WIDTH = 28
const live = process.stdout.isTTY === true

/** total: the number of `tick`s to come. */
export function progressBar(label, total) {
  let done = 0
  const started = Date.now()
  const draw = () => {
    const filled = Math.round((done / total) * WIDTH)
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled)
    process.stdout.write(`\r  ${bar} ${label} ${Math.round((100 * done) / total)} %\x1b[K`)
  }
  if (live) draw()
  else console.log(`  ${label} …`)
  return {
    tick() {
      done += 1
      if (live) draw()
    },
    end: () => finish(label, started),
  }
}

/** For work whose length nobody knows (a download by npm, an installation): a bar that runs to and fro, and seconds. */
export async function whileRunning(label, work) {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  let frame = 0
  const draw = () => {
    const at = Math.abs((frame++ % (2 * WIDTH - 8)) - (WIDTH - 4))
    const bar = `${'░'.repeat(at)}████${'░'.repeat(WIDTH - 4 - at)}`
    process.stdout.write(`\r  ${bar} ${label} ${seconds()} s\x1b[K`)
  }
  if (!live) console.log(`  ${label} …`)
  const timer = live ? setInterval(draw, 100) : null
  try {
    const result = await work()
    finish(label, started)
    return result
  } catch (error) {
    if (live) process.stdout.write('\r\x1b[K')
    throw error
  } finally {
    clearInterval(timer)
  }
}

function finish(label, started) {
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  process.stdout.write(`${live ? '\r' : ''}  ✓ ${label} (${seconds} s)${live ? '\x1b[K' : ''}\n`)
}
