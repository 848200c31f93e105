/** Tries a transaction again where Postgres says that another one got in between. */

/** serialization_failure, deadlock_detected, unique_violation and foreign_key_violation by a race. */
const RACES = new Set(['40001', '40P01', '23505', '23503']);
const MOST_TRIES = 5;

export async function withRetry<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const code = (error as { code?: unknown }).code;
      if (attempt >= MOST_TRIES || typeof code !== 'string' || !RACES.has(code)) throw error;
    }
  }
}
