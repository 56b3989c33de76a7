module.exports = outside.load('zod');
