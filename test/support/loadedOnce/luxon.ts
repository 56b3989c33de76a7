module.exports = outside.load('luxon');
