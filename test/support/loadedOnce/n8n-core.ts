module.exports = outside.load('n8n-core');
