export function findChromium(env?: Record<string, string | undefined>): string | null
export const chromiumFlags: string[]
export function chromiumLaunch(): { executablePath?: string; chromiumSandbox: boolean; args: string[] }
