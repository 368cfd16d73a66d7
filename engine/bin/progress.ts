/** One line that redraws itself; where the output is no terminal, a line at each tenth. */
export function createProgress(title: string): { update(share: number, note: string): void; end(): void } {
  const WIDTH = 30
  let tenth = -1
  const line = (share: number, note: string): string => {
    const full = Math.round(share * WIDTH)
    return `${title} [${'█'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${note}`
  }
  return {
    update(share, note) {
      if (process.stdout.isTTY) process.stdout.write(`\r${line(share, note)}\x1b[K`)
      else if (Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10)
        console.log(line(share, note))
      }
    },
    end() {
      if (process.stdout.isTTY) process.stdout.write('\n')
    },
  }
}
