module.exports = outside.sandbox;
