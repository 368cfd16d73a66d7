// Other programs, started the same way everywhere.
import { spawn } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** Whether this module is the program that Node was started with. */
export const isMain = (url) => {
  const [, program] = process.argv
  return program !== undefined && realpathSync(program) === fileURLToPath(url)
}

/** Runs to the end. quiet: the output comes back instead of going to the terminal. */
export function run(command, args, { cwd = root, env = {}, quiet = false, timeout } = {}) {
  return new Promise((done, reject) => {
    const windows = process.platform === 'win32'
    const child = spawn(command, args, {
      cwd,
      timeout, // ms; undefined: none
      env: { ...process.env, ...env },
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
      shell: windows && command === 'npm', // on Windows npm is a batch file
    })
    const output = { stdout: '', stderr: '' }
    child.stdout?.on('data', (chunk) => {
      output.stdout += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output.stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (status) => done({ status: status ?? 1, ...output }))
  })
}

export const npm = (args, options) => run('npm', args, options)

/** A program of this project's dependencies or scripts, on the Node that runs now. */
export const node = (args, options) => run(process.execPath, args, options)
