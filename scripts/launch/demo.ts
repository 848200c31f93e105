/** The sample company of `npm start -- --demo`, made by scripts/demo. */

export interface DemoContext {
  databaseUrl: string;
  redisUrl: string;
  dataDir: string;
  /** The environment that the processes of the product have. */
  env: Record<string, string>;
  publicUrl: string;
  log(line: string): void;
}

export interface Demo {
  stop(): Promise<void>;
  /** For the terminal: where to sign in, and as whom. */
  lines: string[];
}

/** Loaded only when asked for: it brings a mail server and makers of documents along. */
export async function startDemo(context: DemoContext): Promise<Demo> {
  const demo = await import('../demo/index.ts');
  return demo.startDemo(context);
}
