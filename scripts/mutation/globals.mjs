// `@jest/globals` inside the bundle: the small runner of worker.mjs.
export const { afterAll, beforeAll, describe, expect, jest, test } = globalThis.__tests__;
