/** Commands that print lines named like reports (M3 2.2.11, 2.2.17): every line before their final result is theirs. */
export const PROFILE_DUMPS: readonly string[] = ['&V', 'I', '+SIMCOMATI'];
