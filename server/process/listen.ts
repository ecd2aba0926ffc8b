import type { Server } from 'node:http'
import { networkInterfaces } from 'node:os'
import { OperatorError } from '../../db/operator-error'
import type { Env } from '../env'

/** Opens the port; returns its number, which matters where PORT is 0. Throws OperatorError where it can't be had. */
export function listen(server: Server, env: Env): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenFault(error, env)))
    server.listen({ host: env.host, port: env.port, backlog: 1024 }, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : env.port)
    })
  })
}

function listenFault(error: Error, env: Env): Error {
  switch ('code' in error ? error.code : '') {
    case 'EADDRINUSE':
      return new OperatorError(
        `port ${env.port} is taken by another program (perhaps a Kakou that still runs): stop it, or set PORT to another number`,
      )
    case 'EACCES':
      return new OperatorError(
        `no right to listen on port ${env.port}: set PORT to 1024 or above, or start as a user that may`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new OperatorError(
        `HOST=${env.host} is not an address of this machine: set HOST to one, or to 0.0.0.0 for all`,
      )
    default:
      return error
  }
}

/** Where browsers find us: this machine first, then every address by which others reach it. */
export function addresses(env: Env, port: number): string[] {
  const scheme = env.tls ? 'https' : 'http'
  const url = (host: string) => `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`
  if (env.host !== '0.0.0.0' && env.host !== '::') return [url(env.host)]
  return [url('localhost'), ...lanAddresses().map(url)]
}

/** By which this machine reaches itself: by number, since `localhost` may mean an address that we don't listen on. */
export function ownUrl(env: Env, port: number): string {
  const host = env.host === '0.0.0.0' ? '127.0.0.1' : env.host === '::' ? '::1' : env.host
  return `${env.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

/** IPv4 addresses of this machine that others can reach. */
export function lanAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter((address) => !address.internal && address.family === 'IPv4')
    .map((address) => address.address)
}
