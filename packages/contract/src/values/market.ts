/** The channel of a note about a problem of the customer's market. */
export const MARKET_PROBLEM = 'market-problem';
