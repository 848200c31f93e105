/** What a person is told in the product. */
export const noticeRoutes = {};
