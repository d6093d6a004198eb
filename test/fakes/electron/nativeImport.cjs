/** Node's own import(), out of the test runner's hands. */
exports.nativeImport = (url) => import(url);
