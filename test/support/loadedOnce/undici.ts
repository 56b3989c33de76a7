module.exports = outside.load('undici');
