import { config } from 'zod';

// Schemas come with the contract, and would compile themselves with `new Function`, which the page's policy forbids and
// the browser reports. Imported first, before any schema is made.
config({ jitless: true });
