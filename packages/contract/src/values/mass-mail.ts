/** How much a mass mail takes. */
export const MASS_MAIL_LIMITS = {
  /** Customers of one mass mail. */
  customers: 5_000,
  /** People of one mass mail, where all of each customer get it. */
  recipients: 10_000,
  perMinute: 60,
  perDay: 5_000,
} as const;
